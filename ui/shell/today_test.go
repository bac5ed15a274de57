package shell

import (
	"testing"

	"anamnesis/app"
)

func TestTodayGoesByTime(t *testing.T) {
	got := dueToday([]app.PersonRow{
		{ID: "afternoon", Today: "2026-11-20T15:00:00+02:00"},
		{ID: "none"},
		{ID: "morning", Today: "2026-11-20T08:30:00Z"}, // half past ten at +02:00
		{ID: "early", Today: "2026-11-20T09:00:00+02:00"},
	})
	var ids []string
	for _, r := range got {
		ids = append(ids, r.ID)
	}
	if len(ids) != 3 || ids[0] != "early" || ids[1] != "morning" || ids[2] != "afternoon" {
		t.Errorf("%v", ids)
	}
}
