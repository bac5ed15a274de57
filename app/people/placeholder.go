package people

import "strings"

// notNames are words that stand in a name's place when the name is not known, in folded form.
var notNames = words(`unknown unk unkn unnamed noname none null nil na test tester testpatient patient anonymous anon
	baby babyboy babygirl bb bg newborn infant neonate boy girl male female twin twina twinb fetus
	doe xxx xx x refused declined notknown notstated notgiven temp temporary trauma
	neizvesten neizvestna neizvestno nepoznat nepoznata novorodeno novorodena bebe momche momiche plod test bezime
	nn neznaen pacient patsient patsientka`)

// shamNames are whole names that nobody bears, or that hospitals give to whom they cannot name.
var shamNames = words(`johndoe janedoe babydoe johnqpublic donaldduck mickeymouse testpatient patienttest testtest
	ivanivanovtest`)

// shamDates are birth dates that systems fill in, by year-month-day.
var shamDates = words(`1900-01-01 1901-01-01 1899-12-30 1899-12-31 1900-01-02 1800-01-01 1850-01-01 1753-01-01
	1753-01-02 1601-01-01 1111-11-11 0001-01-01 9999-12-31 9999-09-09 2099-12-31 1899-12-29 1970-01-01`)

// shamValues are identifiers that are printed on specimen cards or typed to satisfy a form, letters and digits only.
var shamValues = words(`123456789 987654321 078051120 219099999 457555462 1234567890 0123456789 9876543210 unknown unk
	none null na nil test notknown notapplicable pending refused temp neizvesten niama nyama 12345678 1234567 123456 12345
	abc abc123 999999998 111223333 112233445 001010001 100000001`)

func words(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// sham reports whether an identifier, telephone number or the like, letters and digits only, identifies nobody.
func sham(value string) bool {
	if len(value) < 3 || shamValues[strings.ToLower(value)] {
		return true
	}
	first, differ := value[0], 0
	for i := 1; i < len(value); i++ {
		if value[i] != first {
			differ++
		}
	}
	if n := len(value); n >= 8 && (value[2:] == value[:n-2] || value[3:] == value[:n-3]) {
		return true // 12121212, 123123123
	}
	return differ == 0 || len(value) >= 6 && differ == 1 && value[len(value)-1] != first && strings.Trim(value[:len(value)-1], "0") == "" ||
		strings.Trim(value, "0") == ""
}

// shamSSN reports whether the Social Security Administration never issues the number: area 000, 666 or 900 and above,
// group 00, serial 0000 (SSA, "SSN randomization", 2011).
func shamSSN(digits string) bool {
	return len(digits) == 9 && (digits[:3] == "000" || digits[:3] == "666" || digits[0] == '9' || digits[3:5] == "00" ||
		digits[5:] == "0000")
}
