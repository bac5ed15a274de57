package sealed

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkSealedToPlain does the same work on the platform's file system and on the sealed one in one run, and prints
// how many times longer the sealed one takes: 20,000 inserts of 1.6 kB in ten transactions, a full scan on a new
// connection, and 20,000 keyed reads on another. The two take turns and the quickest turn of each counts, since a busy
// machine only ever makes a turn slower. "cpu" is the same of the processor's time, which a busy machine disturbs less.
//
//	go test -run - -bench SealedToPlain ./store/sealed
func BenchmarkSealedToPlain(b *testing.B) {
	const rows, transactions, size = 20_000, 10, 1600
	for _, mode := range []string{"WAL", "DELETE"} {
		b.Run(mode, func(b *testing.B) {
			vfs := register(b, "one")
			type clocks struct{ wall, cpu time.Duration }
			now := func() clocks { return clocks{time.Since(begin), cpuTime()} }
			var best [2][3]clocks // plain, sealed; writes, scan, keyed reads
			keep := func(side, work int, start clocks) {
				end, b := now(), &best[side][work]
				if d := end.wall - start.wall; b.wall == 0 || d < b.wall {
					b.wall = d
				}
				if d := end.cpu - start.cpu; b.cpu == 0 || d < b.cpu {
					b.cpu = d
				}
			}
			pragmas := []string{"journal_mode(" + mode + ")", "synchronous(FULL)", "cache_size(-16000)"}
			turn := 0
			for b.Loop() {
				for side, name := range []string{"", vfs} {
					path := filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", turn))
					turn++
					db := openDB(b, path, name, pragmas...)
					db.SetMaxOpenConns(1)
					run(b, db, "CREATE TABLE r(id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
					start := now()
					for t := range transactions {
						fill(b, db, t*rows/transactions, (t+1)*rows/transactions, size)
					}
					keep(side, 0, start)
					if err := db.Close(); err != nil {
						b.Fatal(err)
					}

					db = openDB(b, path, name, pragmas...)
					db.SetMaxOpenConns(1)
					start = now()
					if n := value[int](b, db, "SELECT sum(length(body)) FROM r"); n != rows*size {
						b.Fatalf("scanned %d bytes", n)
					}
					keep(side, 1, start)
					db.Close()

					db = openDB(b, path, name, pragmas...)
					db.SetMaxOpenConns(1)
					read, err := db.Prepare("SELECT body FROM r WHERE id = ?")
					if err != nil {
						b.Fatal(err)
					}
					start = now()
					for i := range rows {
						var got string
						if err := read.QueryRow(i * 7919 % rows).Scan(&got); err != nil || len(got) != size {
							b.Fatal(err, len(got))
						}
					}
					keep(side, 2, start)
					read.Close()
					db.Close()
				}
			}
			for work, name := range []string{"writes", "scan", "keyed-reads"} {
				plain, sealed := best[0][work], best[1][work]
				b.ReportMetric(sealed.wall.Seconds()/plain.wall.Seconds(), name+"-ratio")
				b.ReportMetric(sealed.cpu.Seconds()/plain.cpu.Seconds(), name+"-cpu-ratio")
				b.ReportMetric(sealed.wall.Seconds()*1000, name+"-ms")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

var begin = time.Now()

func BenchmarkPage(b *testing.B) {
	c := newCipher((*Key)(testKey("one")), kinds[0])
	page := make([]byte, PageSize)
	for name, do := range map[string]func([]byte, int64){"seal": c.seal, "open": c.open} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(PageSize)
			b.ReportAllocs()
			for b.Loop() {
				do(page, PageSize)
			}
		})
	}
}
