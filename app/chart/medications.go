package chart

import "anamnesis/app/record"

var medicationRule = rule{kinds: []record.Kind{record.KindMedication}}
