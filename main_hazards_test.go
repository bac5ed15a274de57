package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hazard is a line of the list of hazards, or a known error of other systems, and how its control is tested.
type hazard struct {
	no, name string
	// planted checks one statement of the truth about it.
	planted func(*demoRun, truthCase) found
	// more is what the control promises beyond the planted cases.
	more []control
}

type control struct {
	name  string
	holds func(*testing.T, *demoRun) found
}

// hazards are H1 to H22.
var hazards = []hazard{
	{"H1", "two_people_in_one_chart", notOnePerson, []control{
		{"no_chart_holds_what_is_about_another_patient", nothingOfOthers},
		{"a_split_parts_the_records_and_survives_a_sync", splitSurvives},
	}},
	{"H2", "another_patients_value_on_screen", twoCharts, []control{{"no_frame_of_the_window_mixes_patients", windowTest("H2")}}},
	{"H3", "a_dose_misread_truncated_rescaled_or_rounded", doseExact, []control{
		{"each_dose_stands_whole_unscaled_and_with_a_point", dosesStand},
		{"the_window_cuts_no_dose", windowTest("H3")},
	}},
	{"H4", "weekly_read_as_daily", frequencyInWords, []control{
		{"whatever_is_not_daily_says_so", weeklySaysSo},
		{"the_window_shows_the_frequency_as_large_as_the_dose", windowTest("H4")},
	}},
	{"H5", "a_wrong_unit_believed_or_a_wrong_conversion", unitDoubted, []control{
		{"a_converted_value_has_its_original_beside", originalBeside},
		{"a_comparator_stands_in_the_step_too", comparatorsConverted},
	}},
	{"H6", "negation_lost", negationKept, nil},
	{"H7", "none_shown_while_a_source_has_not_answered", noneUnsaid, []control{
		{"none_when_every_source_answered_and_only_then", noneWhenAllAnswered},
		{"asked_and_nobody_found_is_an_answer", nobodyIsAnAnswer},
	}},
	{"H8", "a_correction_or_retraction_unseen", deadValues, []control{
		{"nothing_derives_from_what_was_retracted", nothingFromRetracted},
		{"new_tells_retracted_first_then_changed", retractedFirst},
	}},
	{"H9", "an_allergy_or_pathology_in_words_hidden", rowOfItsOwn, nil},
	{"H10", "proposed_orders_shown_as_active", proposedOnly, nil},
	{"H11", "two_drugs_joined_that_differ_in_salt_or_form", drugsApart, nil},
	{"H12", "a_class_allergy_missed", classAllergy, nil},
	{"H13", "a_source_moved_a_record", movable, []control{{"the_old_chart_loses_it_in_the_same_round", movedAway}}},
	{"H14", "two_knees_become_one", sidesApart, nil},
	{"H15", "a_comment_or_haemolysed_lost", cellMarked, []control{
		{"each_comment_and_method_stands_in_its_entry", commentsStand},
		{"a_commented_result_never_folds_as_normal", commentsUnfold},
		{"the_window_marks_the_cell", windowTest("H15")},
	}},
	{"H16", "a_subset_overwrites_a_whole_resource", wholeDose, []control{{"a_subset_is_refused", subsetRefused}}},
	{"H17", "restricted_data_exposed_or_not_checked", restrictedHidden, []control{
		{"whatever_its_source_restricts_is_hidden", labelsHide},
		{"the_checks_use_what_is_hidden", hiddenIsChecked},
		{"an_export_leaves_it_out", exportLeavesOut},
	}},
	{"H18", "old_data_taken_for_new", neverLatest, []control{
		{"ages_stand_everywhere", agesStand},
		{"what_was_not_asked_for_two_days_is_old", oldIsSaid},
		{"a_clock_that_is_wrong_is_named", clocksCompared},
	}},
	{"H19", "a_dismissal_hides_a_conflict", conflictStands, []control{{"a_dismissed_conflict_stays_with_who_and_when_and_reopens", dismissalStays}}},
	{"H20", "a_fetal_value_in_the_mothers_series", focusApart, []control{
		{"what_is_about_another_says_so", focusTold},
		{"what_is_about_another_shares_no_row_of_the_flowsheet", focusUngrouped},
	}},
	{"H21", "a_trend_lost", changeUnfolds, []control{
		{"the_row_tells_the_planted_change", changeTold},
		{"a_change_is_told_in_one_unit_and_takes_time", changeOfOneUnit},
	}},
	{"H22", "a_blood_group_used_for_transfusion", notForTransfusion, []control{{"each_blood_group_says_so", bloodGroupsSaySo}}},
}

// knownErrors are E1 to E10: what other systems were found to do wrong.
var knownErrors = []hazard{
	{"E1", "duplicates_sought_before_units_are_normalised", oneEntry, nil},
	{"E2", "mg_per_ml_relabelled_mg_per_dl", convertedByHundred, nil},
	{"E3", "final_outranks_a_correction_or_retraction", deadValues, nil},
	{"E4", "zero_and_false_taken_for_nothing", valueThere, nil},
	{"E5", "no_known_allergies_swallowed", bothSidesThere("allergy-none"), nil},
	{"E6", "an_undated_record_as_a_wild_card", allApart, nil},
	{"E7", "equal_readings_merged", allApart, nil},
	{"E8", "nameless_drugs_merged", allApart, nil},
	{"E9", "allergy_codes_and_documents_not_compared", comparedByContent, []control{{"a_document_nearly_the_same_names_the_other", nearlyTheSame}}},
	{"E10", "the_last_writer_wins", bothSidesThere("birth-date"), nil},
}

// TestHazards has a test for each control of each hazard, with its number.
func TestHazards(t *testing.T) { testHazards(t, hazards) }

// TestKnownErrors has a test for each error that other systems were found to make.
func TestKnownErrors(t *testing.T) { testHazards(t, knownErrors) }

func testHazards(t *testing.T, list []hazard) {
	d := runDemo(t)
	open := readOpen(t)
	var lines []string
	for _, h := range list {
		all, held := 0, 0
		judge := func(t *testing.T, problems found) {
			all++
			if open.judge(t, problems) {
				held++
			}
		}
		t.Run(h.no+"_"+h.name, func(t *testing.T) {
			for _, k := range d.truth.Hazards {
				if k.Hazard == h.no {
					t.Run(k.Person+"/"+ids(k.Facts), func(t *testing.T) { judge(t, h.planted(d, k)) })
				}
			}
			for _, c := range h.more {
				t.Run(c.name, func(t *testing.T) { judge(t, c.holds(t, d)) })
			}
		})
		if all == 0 {
			continue // left out by -run
		}
		lines = append(lines, fmt.Sprintf("%-4s %2d of %2d hold  %s", h.no, held, all, strings.ReplaceAll(h.name, "_", " ")))
	}
	t.Log("\n" + strings.Join(lines, "\n"))
}

// hazardNames returns the names of the tests of hazards and of known errors.
func hazardNames(d *demoRun) (names []string) {
	for test, list := range map[string][]hazard{"TestHazards": hazards, "TestKnownErrors": knownErrors} {
		for _, h := range list {
			for _, k := range d.truth.Hazards {
				if k.Hazard == h.no {
					names = append(names, test+"/"+h.no+"_"+h.name+"/"+k.Person+"/"+ids(k.Facts))
				}
			}
			for _, c := range h.more {
				names = append(names, test+"/"+h.no+"_"+h.name+"/"+c.name)
			}
		}
	}
	return names
}

// TestEachHazardOfTheTruthIsTested refuses a hazard without a case, and a statement of the truth about a hazard that no
// test looks at.
func TestEachHazardOfTheTruthIsTested(t *testing.T) {
	tr, err := readTruth()
	must(t, err)
	all := slices.Concat(hazards, knownErrors)
	for _, h := range all {
		if !slices.ContainsFunc(tr.Hazards, func(k truthCase) bool { return k.Hazard == h.no }) {
			t.Errorf("%s has no planted case", h.no)
		}
	}
	for _, k := range tr.Hazards {
		if !slices.ContainsFunc(all, func(h hazard) bool { return h.no == k.Hazard }) {
			t.Errorf("%s of %s: nothing tests it", k.Hazard, k.Person)
		}
	}
}

// TestEachListedHazardIsTested reads the list of hazards, where it lies beside the repository: it grows.
func TestEachListedHazardIsTested(t *testing.T) {
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		root = filepath.Join("..", "shared")
	}
	raw, err := os.ReadFile(filepath.Join(root, "HAZARDS.md"))
	if err != nil {
		t.Skip("the list of hazards is not here")
	}
	listed := regexp.MustCompile(`(?m)^\| (H\d+) \|`).FindAllStringSubmatch(string(raw), -1)
	if len(listed) == 0 {
		t.Fatal("the list of hazards cannot be read")
	}
	for _, m := range listed {
		if !slices.ContainsFunc(hazards, func(h hazard) bool { return h.no == m[1] }) {
			t.Errorf("nothing tests %s", m[1])
		}
	}
}

// windowTest asks for the window's own test of a hazard, which stands beside the window's code and bears its number.
func windowTest(no string) func(*testing.T, *demoRun) found {
	return func(t *testing.T, _ *demoRun) (f found) {
		named := regexp.MustCompile(`(?m)^func Test\w*` + no + `(\D|$)`)
		for _, pattern := range []string{"ui/*/*_test.go", "ui/*/*/*_test.go"} {
			files, err := filepath.Glob(pattern)
			must(t, err)
			for _, file := range files {
				raw, err := os.ReadFile(file)
				must(t, err)
				if named.Match(raw) {
					return nil
				}
			}
		}
		f.add("no test of the window is named after %s", no)
		return f
	}
}
