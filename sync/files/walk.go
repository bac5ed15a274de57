package files

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"anamnesis/app"
)

// Problem is one file that could not be read, with a sentence that says what to do.
type Problem struct {
	File    string // its name below the folder that was named; "archive.zip/name" inside an archive
	Message string
	Lost    bool // it may have held records; false for JSON that is no FHIR
}

// document is one file that may hold FHIR.
type document struct {
	name  string // as in Problem.File
	lines bool   // NDJSON by its name
	size  int64  // packed, -1 when not known
	open  func() (io.ReadCloser, error)
}

// kind tells from a file's name what it holds.
func kind(name string) (fhir, lines, gz, archive bool) {
	name = strings.ToLower(name)
	if n, ok := strings.CutSuffix(name, ".gz"); ok {
		name, gz = n, true
	}
	switch path.Ext(name) {
	case ".json":
		return true, false, gz, false
	case ".ndjson", ".jsonl":
		return true, true, gz, false
	case ".zip":
		return false, false, gz, true
	}
	return gz, false, gz, false
}

// hidden files belong to the operating system.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.EqualFold(name, "__MACOSX") || strings.EqualFold(name, "Thumbs.db")
}

// walk hands over every file below the paths that may hold FHIR, in a fixed order.
func (r *Reader) walk(ctx context.Context, paths []string, each func(document) error) error {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return missing(p, err)
		}
		if !info.IsDir() {
			if err := r.file(p, filepath.Base(p), info, true, each); err != nil {
				return err
			}
			continue
		}
		var found []entry
		err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				r.problem(filepath.Base(name), "could not be opened. Check that you may read it.")
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if name != p && hidden(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.Type().IsRegular() {
				return nil
			}
			info, err := d.Info()
			if err != nil {
				r.problem(d.Name(), "could not be opened. Check that you may read it.")
				return nil
			}
			found = append(found, entry{name, info})
			return nil
		})
		if err != nil {
			return err
		}
		slices.SortStableFunc(found, func(a, b entry) int { return first(a.name) - first(b.name) })
		for _, f := range found {
			shown := filepath.Base(f.name)
			if rel, err := filepath.Rel(p, f.name); err == nil {
				shown = filepath.ToSlash(rel)
			}
			if err := r.file(f.name, shown, f.info, false, each); err != nil {
				return err
			}
		}
	}
	return nil
}

type entry struct {
	name string
	info fs.FileInfo
}

// first orders files named by their type, as exports do: what others refer to by an identifier, then patients, then all
// else.
func first(name string) int {
	typ, _, _ := strings.Cut(path.Base(filepath.ToSlash(name)), ".")
	typ, _, _ = strings.Cut(typ, "-")
	switch {
	case replaceable[typ]:
		return 0
	case typ == "Patient":
		return 1
	}
	return 2
}

func missing(p string, err error) error {
	base := filepath.Base(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &app.Error{Message: "There is no file or folder " + quote(base) + " at the place that was named. Check the path.", Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &app.Error{Message: quote(base) + " may not be read by you. Ask for the permission, or copy it to a place of yours.", Err: err}
	}
	return &app.Error{Message: quote(base) + " could not be opened. Check the path and the medium.", Err: err}
}

func quote(s string) string { return `"` + s + `"` }

// file hands over one file of the disk. A file that was named by the user is read whatever its name ends in.
func (r *Reader) file(name, shown string, info fs.FileInfo, named bool, each func(document) error) error {
	base := filepath.Base(name)
	fhir, lines, gz, archive := kind(base)
	switch {
	case archive:
		return r.zip(name, shown, info, each)
	case strings.EqualFold(filepath.Ext(base), ".xml"):
		r.xml++
		r.files++
		return nil
	case !fhir && !named:
		return nil
	}
	budget := r.limits.Bytes
	return each(document{name: shown, lines: lines, size: info.Size(), open: func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		if err != nil || !gz {
			return f, err
		}
		return unpack(f, f, &budget, r.limits)
	}})
}

// unpack reads gzip within the limits. Closing it closes below.
func unpack(packed io.Reader, below io.Closer, budget *int64, l Limits) (io.ReadCloser, error) {
	c := &counted{r: packed}
	z, err := gzip.NewReader(c)
	if err != nil {
		below.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{&guard{r: z, packed: func() int64 { return c.n }, limits: l, budget: budget}, below}, nil
}

// zip hands over the files of an archive in a fixed order. Nothing is unpacked to the disk, so that a name in
// it can lead nowhere.
func (r *Reader) zip(name, base string, info fs.FileInfo, each func(document) error) error {
	f, err := os.Open(name)
	if err != nil {
		return missing(name, err)
	}
	defer f.Close()
	z, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		r.problem(base, "is no whole zip archive. Copy or export it again.")
		return nil
	}
	if len(z.File) > r.limits.Files {
		r.problem(base, "holds more files than is safe to read. Unpack it and import folder by folder.")
		return nil
	}
	slices.SortStableFunc(z.File, func(a, b *zip.File) int {
		return cmp.Or(first(a.Name)-first(b.Name), strings.Compare(a.Name, b.Name))
	})
	budget := r.limits.Bytes
	for _, zf := range z.File {
		inner := path.Base(strings.ReplaceAll(zf.Name, `\`, "/"))
		shown := base + "/" + strings.ReplaceAll(zf.Name, `\`, "/")
		if !zf.Mode().IsRegular() || slices.ContainsFunc(strings.Split(zf.Name, "/"), func(p string) bool { return p != ".." && hidden(p) }) {
			continue
		}
		fhir, lines, gz, archive := kind(inner)
		switch {
		case strings.EqualFold(path.Ext(inner), ".xml"):
			r.xml++
			r.files++
			continue
		case archive:
			r.problem(shown, "is an archive inside an archive. Unpack the outer one and import the folder.")
			continue
		case !fhir:
			continue
		case !filepath.IsLocal(zf.Name):
			r.problem(shown, "has a name that leads out of its archive and was not read. Ask where the archive comes from.")
			continue
		case zf.Flags&1 != 0:
			r.problem(shown, "is encrypted inside its archive. Unpack the archive with its password and import the folder.")
			continue
		}
		err := each(document{name: shown, lines: lines, size: int64(zf.UncompressedSize64), open: func() (io.ReadCloser, error) {
			rc, err := zf.Open()
			if err != nil {
				return nil, err
			}
			if gz {
				return unpack(rc, rc, &budget, r.limits)
			}
			return struct {
				io.Reader
				io.Closer
			}{&guard{r: rc, packed: func() int64 { return int64(zf.CompressedSize64) }, limits: r.limits, budget: &budget}, rc}, nil
		}})
		if err != nil {
			return err
		}
	}
	return nil
}
