package hospitals

// drug is one product as both hospitals code it.
type drug struct {
	key             string
	rxnorm, display string // Riverside
	atc, bg         string // St. Anna: ATC code and label text
	ingredient      string // with its salt where the salt is part of the identity
	strength, unit  string
	form, formBG    string
	route           string
}

// Drugs whose salt does not matter to identity (base named alone) can be matched across RxNorm and ATC by ingredient, form
// and route; those with a salt name it.
var drugs = []drug{
	{"metformin-500", "861007", "metformin hydrochloride 500 MG Oral Tablet", "A10BA02", "Metformin hydrochloride 500 mg филмирани таблетки", "metformin hydrochloride", "500", "mg", "tablet", "филмирана таблетка", "oral"},
	{"metformin-1000", "861004", "metformin hydrochloride 1000 MG Oral Tablet", "A10BA02", "Metformin hydrochloride 1000 mg филмирани таблетки", "metformin hydrochloride", "1000", "mg", "tablet", "филмирана таблетка", "oral"},
	{"lisinopril-10", "314076", "lisinopril 10 MG Oral Tablet", "C09AA03", "Lisinopril 10 mg таблетки", "lisinopril", "10", "mg", "tablet", "таблетка", "oral"},
	{"lisinopril-20", "314077", "lisinopril 20 MG Oral Tablet", "C09AA03", "Lisinopril 20 mg таблетки", "lisinopril", "20", "mg", "tablet", "таблетка", "oral"},
	{"carvedilol-3.125", "686924", "carvedilol 3.125 MG Oral Tablet", "C07AG02", "Carvedilol 3.125 mg таблетки", "carvedilol", "3.125", "mg", "tablet", "таблетка", "oral"},
	{"carvedilol-6.25", "200031", "carvedilol 6.25 MG Oral Tablet", "C07AG02", "Carvedilol 6.25 mg таблетки", "carvedilol", "6.25", "mg", "tablet", "таблетка", "oral"},
	{"furosemide-40", "313988", "furosemide 40 MG Oral Tablet", "C03CA01", "Furosemide 40 mg таблетки", "furosemide", "40", "mg", "tablet", "таблетка", "oral"},
	{"spironolactone-25", "313096", "spironolactone 25 MG Oral Tablet", "C03DA01", "Spironolactone 25 mg таблетки", "spironolactone", "25", "mg", "tablet", "таблетка", "oral"},
	{"empagliflozin-10", "1545658", "empagliflozin 10 MG Oral Tablet", "A10BK03", "Empagliflozin 10 mg филмирани таблетки", "empagliflozin", "10", "mg", "tablet", "филмирана таблетка", "oral"},
	{"atorvastatin-20", "617310", "atorvastatin 20 MG Oral Tablet", "C10AA05", "Atorvastatin 20 mg филмирани таблетки", "atorvastatin", "20", "mg", "tablet", "филмирана таблетка", "oral"},
	{"atorvastatin-40", "617311", "atorvastatin 40 MG Oral Tablet", "C10AA05", "Atorvastatin 40 mg филмирани таблетки", "atorvastatin", "40", "mg", "tablet", "филмирана таблетка", "oral"},
	{"simvastatin-20", "312961", "simvastatin 20 MG Oral Tablet", "C10AA01", "Simvastatin 20 mg филмирани таблетки", "simvastatin", "20", "mg", "tablet", "филмирана таблетка", "oral"},
	{"bisoprolol-5", "854905", "bisoprolol fumarate 5 MG Oral Tablet", "C07AB07", "Bisoprolol fumarate 5 mg филмирани таблетки", "bisoprolol fumarate", "5", "mg", "tablet", "филмирана таблетка", "oral"},
	{"amlodipine-5", "197361", "amlodipine 5 MG Oral Tablet", "C08CA01", "Amlodipine 5 mg таблетки", "amlodipine", "5", "mg", "tablet", "таблетка", "oral"},
	{"warfarin-1", "855288", "warfarin sodium 1 MG Oral Tablet", "B01AA03", "Warfarin sodium 1 mg таблетки", "warfarin sodium", "1", "mg", "tablet", "таблетка", "oral"},
	{"warfarin-3", "855318", "warfarin sodium 3 MG Oral Tablet", "B01AA03", "Warfarin sodium 3 mg таблетки", "warfarin sodium", "3", "mg", "tablet", "таблетка", "oral"},
	{"warfarin-5", "855332", "warfarin sodium 5 MG Oral Tablet", "B01AA03", "Warfarin sodium 5 mg таблетки", "warfarin sodium", "5", "mg", "tablet", "таблетка", "oral"},
	{"apixaban-5", "1364445", "apixaban 5 MG Oral Tablet", "B01AF02", "Apixaban 5 mg филмирани таблетки", "apixaban", "5", "mg", "tablet", "филмирана таблетка", "oral"},
	{"aspirin-81", "308416", "aspirin 81 MG Delayed Release Oral Tablet", "B01AC06", "Acetylsalicylic acid 100 mg стомашно-устойчиви таблетки", "aspirin", "81", "mg", "delayed release tablet", "стомашно-устойчива таблетка", "oral"},
	{"metoprolol-tartrate-50", "866514", "metoprolol tartrate 50 MG Oral Tablet", "C07AB02", "Metoprolol tartrate 50 mg таблетки", "metoprolol tartrate", "50", "mg", "tablet", "таблетка", "oral"},
	{"metoprolol-succinate-50", "866436", "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", "C07AB02", "Metoprolol succinate 50 mg таблетки с удължено освобождаване", "metoprolol succinate", "50", "mg", "extended release tablet", "таблетка с удължено освобождаване", "oral"},
	{"digoxin-0.125", "197604", "digoxin 0.125 MG Oral Tablet", "C01AA05", "Digoxin 0.125 mg таблетки", "digoxin", "0.125", "mg", "tablet", "таблетка", "oral"},
	{"methotrexate-2.5", "105585", "methotrexate 2.5 MG Oral Tablet", "L04AX03", "Methotrexate 2.5 mg таблетки", "methotrexate", "2.5", "mg", "tablet", "таблетка", "oral"},
	{"coamoxiclav-875", "562508", "amoxicillin 875 MG / clavulanate 125 MG Oral Tablet", "J01CR02", "Amoxicillin/clavulanic acid 875 mg/125 mg филмирани таблетки", "amoxicillin / clavulanic acid", "875 / 125", "mg", "tablet", "филмирана таблетка", "oral"},
	{"amlodipine-valsartan", "722126", "amlodipine 10 MG / valsartan 160 MG Oral Tablet", "C09DB01", "Amlodipine/valsartan 10 mg/160 mg филмирани таблетки", "amlodipine / valsartan", "10 / 160", "mg", "tablet", "филмирана таблетка", "oral"},
	{"folic-acid-5", "", "folic acid 5 MG Oral Tablet", "B03BB01", "Folic acid 5 mg таблетки", "folic acid", "5", "mg", "tablet", "таблетка", "oral"},
	{"amoxicillin-500", "308192", "amoxicillin 500 MG Oral Tablet", "J01CA04", "Amoxicillin 500 mg таблетки", "amoxicillin", "500", "mg", "tablet", "таблетка", "oral"},
	{"glargine", "311041", "insulin glargine 100 UNT/ML Injectable Solution", "A10AE04", "Insulin glargine 100 units/ml инжекционен разтвор", "insulin glargine", "100", "[iU]/mL", "injection", "инжекционен разтвор", "subcutaneous"},
	{"allopurinol-100", "197319", "allopurinol 100 MG Oral Tablet", "M04AA01", "Allopurinol 100 mg таблетки", "allopurinol", "100", "mg", "tablet", "таблетка", "oral"},
	{"prednisone-5", "312617", "prednisone 5 MG Oral Tablet", "H02AB07", "Prednisone 5 mg таблетки", "prednisone", "5", "mg", "tablet", "таблетка", "oral"},
	{"hydrocortisone-cream", "", "hydrocortisone 10 MG/ML Topical Cream", "D07AA02", "Hydrocortisone 1 % крем", "hydrocortisone", "10", "mg/g", "cream", "крем", "topical"},
	{"hydrocortisone-20", "197783", "hydrocortisone 20 MG Oral Tablet", "H02AB09", "Hydrocortisone 20 mg таблетки", "hydrocortisone", "20", "mg", "tablet", "таблетка", "oral"},
	{"sertraline-50", "312941", "sertraline 50 MG Oral Tablet", "N06AB06", "Sertraline 50 mg филмирани таблетки", "sertraline", "50", "mg", "tablet", "филмирана таблетка", "oral"},
	{"fluoxetine-20", "310385", "fluoxetine 20 MG Oral Capsule", "N06AB03", "Fluoxetine 20 mg капсули", "fluoxetine", "20", "mg", "capsule", "капсула", "oral"},
	{"ibuprofen-200", "310965", "ibuprofen 200 MG Oral Tablet", "M01AE01", "Ibuprofen 200 mg филмирани таблетки", "ibuprofen", "200", "mg", "tablet", "филмирана таблетка", "oral"},
	{"albuterol", "745679", "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "R03AC02", "Salbutamol 100 micrograms/доза инхалаторна суспензия под налягане", "albuterol", "90", "ug", "inhaler", "инхалатор", "inhaled"},
	{"levothyroxine-50", "", "levothyroxine sodium 0.05 MG Oral Tablet", "H03AA01", "Levothyroxine sodium 50 micrograms таблетки", "levothyroxine sodium", "50", "ug", "tablet", "таблетка", "oral"},
}

var drugByKey = func() map[string]drug {
	out := map[string]drug{}
	for _, d := range drugs {
		out[d.key] = d
	}
	return out
}()

func mustDrug(key string) drug {
	d, ok := drugByKey[key]
	if !ok {
		panic("hospitals: no drug " + key)
	}
	return d
}
