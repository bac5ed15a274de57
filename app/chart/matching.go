package chart

// matching compares the events of one rule on weak evidence: those that share a key, and those that a tie holds to be one.
type matching struct {
	b     *builder
	rule  rule
	nodes []*node
	tied  map[uint64][]tie
	found map[uint64]verdict
	rep   []int // of each node, the first that is alike
}

func pairOf(i, j int) uint64 {
	if i > j {
		i, j = j, i
	}
	return uint64(i)<<32 | uint64(j)
}

// tie keeps the ties between facts of two nodes.
func (m *matching) tie(ties []tie) {
	of := map[*item]int{}
	for i, n := range m.nodes {
		for _, it := range n.items {
			of[it] = i
		}
	}
	m.tied = map[uint64][]tie{}
	for _, t := range ties {
		if i, j := of[t.x], of[t.y]; i != j {
			m.tied[pairOf(i, j)] = append(m.tied[pairOf(i, j)], t)
		}
	}
}

// edges returns the pairs of nodes that are the same.
func (m *matching) edges() [][2]int {
	if m.rule.prepare != nil {
		m.rule.prepare(m.b, m.nodes)
	}
	var out [][2]int
	for p := range m.tied {
		i, j := int(p>>32), int(p&(1<<32-1))
		if m.compare(i, j) == same {
			out = append(out, [2]int{i, j})
		}
	}
	m.rep = make([]int, len(m.nodes))
	alike := map[string]int{}
	byKey := map[string][]int{}
	for i, n := range m.nodes {
		m.rep[i] = i
		if like := m.like(n); like != "" {
			if first, ok := alike[like]; ok && m.compare(first, i) == same {
				m.rep[i] = first
				out = append(out, [2]int{first, i})
				continue
			}
			alike[like] = i
		}
		for _, k := range m.keys(n) {
			byKey[k] = append(byKey[k], i)
		}
	}
	for _, k := range sortedKeys(byKey) {
		set := byKey[k]
		for a, i := range set {
			for _, j := range set[a+1:] {
				if m.rule.cross && m.nodes[i].source != "" && m.nodes[i].source == m.nodes[j].source {
					continue
				}
				if _, done := m.found[pairOf(i, j)]; !done && m.compare(i, j) == same {
					out = append(out, [2]int{i, j})
				}
			}
		}
	}
	return out
}

// keys returns the keys of what stands in a node, each once.
func (m *matching) keys(n *node) []string {
	if m.rule.keys == nil {
		return nil
	}
	if len(n.current) == 1 {
		return m.rule.keys(m.b, n.current[0])
	}
	var out []string
	seen := map[string]bool{}
	for _, it := range n.current {
		for _, k := range m.rule.keys(m.b, it) {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}

// like names what a node of one fact says, "" where it must be compared itself.
func (m *matching) like(n *node) string {
	if m.rule.likeness == nil || len(n.items) != 1 || n.items[0].retracted || n.items[0].modified || len(m.b.decisions.splits) > 0 {
		return ""
	}
	return m.rule.likeness(m.b, n.items[0])
}

// bad reports whether two nodes must not be in one set. What is alike stands for each other.
func (m *matching) bad(i, j int) bool {
	if m.rep[i] == m.rep[j] {
		return false
	}
	return m.compare(m.rep[i], m.rep[j]) >= apart
}

// compare returns the verdict on two nodes, each pair once.
func (m *matching) compare(i, j int) verdict {
	if i > j {
		i, j = j, i
	}
	p := pairOf(i, j)
	v, ok := m.found[p]
	if !ok {
		v = m.compareNodes(m.nodes[i], m.nodes[j])
		if ties := m.tied[p]; len(ties) > 0 {
			v = m.tiedVerdict(ties, v)
		}
		m.found[p] = v
	}
	return v
}

// tiedVerdict is the verdict on two courses that share an event: one, unless they contradict each other or the event does.
func (m *matching) tiedVerdict(ties []tie, v verdict) verdict {
	if v == contrary {
		return contrary
	}
	for _, t := range ties {
		if m.rule.tied != nil && !t.x.retracted && !t.y.retracted && t.x.superseded == nil && t.y.superseded == nil {
			if f := m.rule.tied(m.b, t.x, t.y); f.verdict == contrary {
				m.b.note(m.rule, t.x, t.y, f)
				return contrary
			}
		}
		if m.b.split(t.x, t.y) {
			return apart
		}
	}
	for _, t := range ties {
		t.remember()
	}
	return same
}

// compareNodes returns the most forceful verdict between two events, and notes why.
func (m *matching) compareNodes(x, y *node) verdict {
	b, r := m.b, m.rule
	if r.events != nil {
		return b.note(r, x.current[0], y.current[0], r.events(b, x, y))
	}
	if r.weak == nil {
		return unclear
	}
	result := unclear
	for _, p := range x.current {
		for _, q := range y.current {
			result = max(result, b.note(r, p, q, r.weak(b, p, q)))
		}
	}
	return result
}
