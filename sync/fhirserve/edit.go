package fhirserve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Put stores a resource as a new version, or creates it, and returns its version id. What equals the version that is held
// stores nothing. The server sets meta.versionId and meta.lastUpdated whatever the resource says.
func (s *Server) Put(raw []byte) (versionID string, err error) { return s.put(raw, false) }

// PutAlways is [Server.Put] which stores a new version even when nothing changed, as servers do that do not compare.
func (s *Server) PutAlways(raw []byte) (versionID string, err error) { return s.put(raw, true) }

func (s *Server) put(raw []byte, always bool) (string, error) {
	tree, err := decode(raw)
	if err != nil {
		return "", err
	}
	typ, _ := tree["resourceType"].(string)
	id, _ := tree["id"].(string)
	if !s.offers(typ) {
		return "", fmt.Errorf("the server does not offer the type %q", typ)
	}
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	old := s.state.current(typ + "/" + id)
	if old != nil && !old.deleted && !always {
		same, err := equal(old.raw, raw)
		if err != nil {
			return "", err
		}
		if same {
			return old.versionID, nil
		}
	}
	at := s.tick()
	v, err := makeVersion(raw, tree, s.stu3, nextID(old), at, formatInstant(at))
	if err != nil {
		return "", err
	}
	s.replace(old, v)
	return v.versionID, nil
}

// Delete marks the resource as deleted: reads answer 410, searches leave it out, the history says so.
func (s *Server) Delete(typ, id string) error {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	old := s.state.live(typ + "/" + id)
	if old == nil {
		return errors.New("there is no such resource to delete")
	}
	s.replace(old, &version{typ: typ, id: id, ref: old.ref, versionID: nextID(old), lastUpdated: s.tick(), deleted: true})
	return nil
}

// replace makes v the newest version of its resource.
func (s *Server) replace(old, v *version) {
	v.seq = s.state.nextSeq
	if old != nil {
		v.seq = old.seq
		if !old.deleted {
			s.state.leave(old)
		}
	} else {
		s.state.nextSeq++
	}
	s.state.append(v)
	s.state.enter(v)
}

// tick returns the time of an edit: now, but always later than the edit before.
func (s *Server) tick() time.Time {
	at := s.now().UTC().Truncate(time.Millisecond)
	if !at.After(s.state.latest) {
		at = s.state.latest.UTC().Truncate(time.Millisecond).Add(time.Millisecond)
	}
	return at
}

// nextID counts on from the last version; an id that is no number starts anew beside it.
func nextID(old *version) string {
	if old == nil {
		return "1"
	}
	if n, err := strconv.Atoi(old.versionID); err == nil {
		return strconv.Itoa(n + 1)
	}
	return old.versionID + ".1"
}

// equal reports whether two resources differ in nothing but white space, meta.versionId and meta.lastUpdated.
func equal(a, b []byte) (bool, error) {
	var text [2]bytes.Buffer
	for i, raw := range [][]byte{a, b} {
		rest, err := bare(raw)
		if err != nil {
			return false, err
		}
		if err := json.Compact(&text[i], rest); err != nil {
			return false, err
		}
	}
	return bytes.Equal(text[0].Bytes(), text[1].Bytes()), nil
}
