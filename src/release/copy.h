// A copy of parts of a case, to print or to keep as a file: for the person, who may have all of it, or for an
// organization that a live release covers, part by part.
#pragma once

#include <optional>
#include <vector>

#include "release/release.h"

namespace nwd::release {

struct CopyWanted {
  CaseId case_id;
  Compartments parts;
  std::optional<ReleaseId> under;  // none: for the person
};
struct CopiedPart {
  Compartment part = Compartment::identity;
  casework::Notes notes;
};
struct Copy {
  std::string reference;
  std::string recipient;  // "" for the person
  std::vector<CopiedPart> parts;
};
// Logged, and for an organization written down as a disclosure, before the plaintext is returned. gone: the release
// does not cover one of the parts now; then none is copied.
Result<Copy> copy_case(storage::Writer&, const access::Session&, Instant now, bool stepped_up, const CopyWanted&);

}  // namespace nwd::release
