package endpoint

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"anamnesis/sync/stream"
)

// Config makes a client for one server. Only Name and Base are needed.
type Config struct {
	Name     string // the source, as its user named it: begins the sentences
	Base     string
	Plain    bool          // http beyond this machine is permitted
	HTTP     *http.Client  // its transport is used; redirects are this package's
	Rate     rate.Limit    // requests a second; 0: no limit to this machine, 25 to others
	Attempts int           // of one request; 0: 4
	Silence  time.Duration // longest pause in an answer; 0: a minute
	MaxWait  time.Duration // longest Retry-After that is waited for; 0: two minutes
	Limits   stream.Limits
	Now      func() time.Time
	Wait     func(context.Context, time.Duration) error // sleeps; for tests
	Log      *slog.Logger
	Notice   func(sentence string) // what the user may want to know while waiting
}

// Client speaks to one server. It is safe for concurrent use.
type Client struct {
	cfg      Config
	base     *url.URL
	http     http.Client
	limit    *rate.Limiter
	requests atomic.Int64
}

// Transport returns a transport with the bounds that a hospital's server needs: connections, and the time for each step.
func Transport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 60 * time.Second,
		IdleConnTimeout:       90 * time.Second,
		MaxConnsPerHost:       6,
		MaxIdleConnsPerHost:   6,
		ForceAttemptHTTP2:     true,
	}
}

// New checks the address and makes a client; nothing is sent yet.
func New(cfg Config) (*Client, error) {
	base, err := ParseBase(cfg.Base, cfg.Plain)
	if err != nil {
		return nil, err
	}
	if cfg.HTTP == nil {
		cfg.HTTP = &http.Client{Transport: Transport()}
	}
	if cfg.Attempts <= 0 {
		cfg.Attempts = 4
	}
	if cfg.Silence <= 0 {
		cfg.Silence = time.Minute
	}
	if cfg.MaxWait <= 0 {
		cfg.MaxWait = 2 * time.Minute
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Wait == nil {
		cfg.Wait = sleep
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Notice == nil {
		cfg.Notice = func(string) {}
	}
	if cfg.Rate == 0 {
		cfg.Rate = 25
		if Loopback(base.Hostname()) {
			cfg.Rate = rate.Inf
		}
	}
	c := &Client{cfg: cfg, base: base, limit: rate.NewLimiter(cfg.Rate, 10)}
	c.http = http.Client{Transport: cfg.HTTP.Transport, CheckRedirect: c.checkRedirect}
	return c, nil
}

// Base returns the base URL without a slash at its end.
func (c *Client) Base() string { return c.base.String() }

// Requests returns how many requests were sent.
func (c *Client) Requests() int64 { return c.requests.Load() }

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// answer is one response with status 200.
type answer struct {
	url  *url.URL // after redirects
	date time.Time
	body io.Reader
}

// get sends a request until it is answered and read. read is called anew for each attempt that is answered with 200; an
// error of read other than its own refusal counts as a body that broke off.
func (c *Client) get(ctx context.Context, u *url.URL, accept string, read func(answer) error) error {
	for attempt := 1; ; attempt++ {
		after, err := c.once(ctx, u, accept, read)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var stop *stopError
		if errors.As(err, &stop) {
			return stop.err
		}
		if attempt >= c.cfg.Attempts || attempt >= 2 && silent(err) || !retryable(ctx, err) || after > c.cfg.MaxWait {
			return err
		}
		wait := after
		if wait <= 0 {
			wait = time.Duration(float64(300*time.Millisecond) * float64(int(1)<<(attempt-1)) * (0.75 + rand.Float64()/2))
		}
		if wait >= 5*time.Second {
			c.cfg.Notice(c.cfg.Name + " asks to wait " + wait.Round(time.Second).String() + ".")
		}
		c.cfg.Log.Debug("asked again", "source", c.cfg.Name, "attempt", attempt, "wait", wait)
		if err := c.cfg.Wait(ctx, wait); err != nil {
			return err
		}
	}
}

// silent reports whether the server let the time run out, which costs a minute each time.
func silent(err error) bool {
	var t interface{ Timeout() bool }
	return errors.Is(err, errStalled) || errors.As(err, &t) && t.Timeout()
}

// stopError carries an error of the receiver through get unchanged.
type stopError struct{ err error }

func (e *stopError) Error() string { return "stopped" }

func (c *Client) once(ctx context.Context, u *url.URL, accept string, read func(answer) error) (retryAfter time.Duration, err error) {
	if err := c.limit.Wait(ctx); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return 0, c.fail(NotSupported, 0, nil, "was asked for an address that cannot be. Check the address of the source.")
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("User-Agent", "Anamnesis")
	c.requests.Add(1)
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, c.transport(err)
	}
	defer resp.Body.Close()
	body := &watched{r: resp.Body, ctx: ctx, silence: c.cfg.Silence,
		timer: time.AfterFunc(c.cfg.Silence, func() { cancel(errStalled) })}
	defer body.timer.Stop()
	if resp.StatusCode != http.StatusOK {
		head, _ := io.ReadAll(io.LimitReader(body, 64<<10))
		return c.retryAfter(resp), c.status(resp.StatusCode, stream.Issues(head))
	}
	date, _ := http.ParseTime(resp.Header.Get("Date"))
	if err := read(answer{url: resp.Request.URL, date: date, body: body}); err != nil {
		var mine *Error
		var stop *stopError
		if errors.As(err, &mine) || errors.As(err, &stop) {
			return 0, err
		}
		return 0, c.body(err)
	}
	return 0, nil
}

func (c *Client) retryAfter(resp *http.Response) time.Duration {
	v := resp.Header.Get("Retry-After")
	if v == "" {
		return 0
	}
	if n, err := strconv.Atoi(v); err == nil && n >= 0 {
		return min(time.Duration(n), 1<<30) * time.Second
	}
	if at, err := http.ParseTime(v); err == nil {
		now := c.cfg.Now()
		if d, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			now = d // both by the server's clock
		}
		return max(at.Sub(now), 0)
	}
	return 0
}

var errStalled = errors.New("no byte for too long")

// watched is a body whose reader gives up when no byte comes for too long.
type watched struct {
	r       io.Reader
	ctx     context.Context
	silence time.Duration
	timer   *time.Timer
}

func (w *watched) Read(p []byte) (int, error) {
	w.timer.Reset(w.silence)
	n, err := w.r.Read(p)
	w.timer.Stop() // while the receiver works, nobody waits for the server
	if err != nil && err != io.EOF && context.Cause(w.ctx) == errStalled {
		err = errStalled
	}
	return n, err
}
