package chart

// split reports whether a clinician decided that two facts are not one entry.
func (b *builder) split(x, y *item) bool { return false }
