#include "release/copy.h"

#include "audit/audit.h"
#include "casework/case_access.h"
#include "release/store.h"

namespace nwd::release {
namespace {

// For an organization: the one function says whether it may have this part.
Result<void> may_have(storage::Writer& writer, Instant now, const Release& release, Compartment part) {
  if (!live(release, {release.recipient, part, release.purpose}, now))
    return fail(Code::gone, "This is not shared with them, or no longer. Nothing was copied.");
  return write_disclosure(writer, release, part, Way::copied, now);
}

Result<Release> release_for(storage::Reader& reader, CaseId id, ReleaseId under) {
  NWD_TRY(auto found, store::find(reader, under));
  if (!found || found->case_id != id) return fail(Code::not_found, "There is no such thing.");
  return *std::move(found);
}

}  // namespace

Result<Copy> copy_case(storage::Writer& writer, const access::Session& session, Instant now, bool stepped_up,
                       const CopyWanted& wanted) {
  NWD_TRY(const auto c, casework::may(writer, {session, now, stepped_up}, access::Deed::export_case, wanted.case_id));
  Copy copy;
  copy.reference = c.reference;
  std::optional<Release> release;
  if (wanted.under) {
    NWD_TRY(release, release_for(writer, c.id, *wanted.under));
    copy.recipient = release->recipient_name;
  }
  NWD_CHECK(audit::append(
      writer, {now, session.member, session.organization, "case.export", "case", c.id, release ? "shared" : "person"}));
  for (const auto part : wanted.parts.list()) {
    if (release) NWD_CHECK(may_have(writer, now, *release, part));
    NWD_TRY(auto notes, casework::open_held(writer, session, now, c.id, part));
    copy.parts.push_back({part, std::move(notes)});
  }
  return copy;
}

}  // namespace nwd::release
