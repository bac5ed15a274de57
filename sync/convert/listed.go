package convert

import (
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

// listed reads a resource of which no converter knows more than the elements that many types share.
func (c *conversion) listed(m proto.Message, f *record.Fact) {
}
