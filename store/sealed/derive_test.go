package sealed

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	key := &DataKey{secret: Key(testKey("data"))}
	one, again := key.Keys(), key.Keys()
	if *one != *again {
		t.Error("derived twice, two keys")
	}
	all := map[Key]bool{key.secret: true, one.Database: true, one.Resources: true, one.Audit: true}
	if len(all) != 4 {
		t.Error("two keys are one")
	}
	if other := newDataKey().Keys(); *other == *one {
		t.Error("another data key, the same keys")
	}
	vfs, unregister, err := Register(one.Database[:])
	ok(t, err)
	defer unregister()
	run(t, openDB(t, filepath.Join(t.TempDir(), "a.db"), vfs), "CREATE TABLE t(a)")
	for _, v := range []any{key, *key, one, *one, one.Audit, []Key{one.Audit}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%x", "%s", "%d", "%q"} {
			if s := fmt.Sprintf(verb, v); !strings.Contains(s, unprinted) || regexp.MustCompile("[0-9a-f]{6}|[0-9]+,? [0-9]+").MatchString(s) {
				t.Errorf("%s of %T prints %s", verb, v, s)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		if line := log.String(); !strings.Contains(line, `"v":`) || regexp.MustCompile("[0-9]+,[0-9]+").MatchString(line) {
			t.Errorf("a log says of %T: %s", v, line)
		}
	}
	if one.Wipe(); *one != (Keys{}) {
		t.Error("not wiped")
	}
	if key.Wipe(); key.secret != (Key{}) {
		t.Error("not wiped")
	}
}
