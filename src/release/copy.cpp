#include "release/copy.h"

#include "audit/audit.h"
#include "release/store.h"

namespace nwd::release {
namespace {

Result<casework::Case> may_copy(storage::Reader& reader, const access::Session& session, bool stepped_up, CaseId id) {
  NWD_TRY(const auto found, casework::find_case(reader, id));
  access::Relation relation;
  if (found) {
    NWD_TRY(relation, casework::relation_to(reader, session, *found));
  }
  relation.stepped_up = stepped_up;
  NWD_CHECK(access::decide(session, access::Deed::export_case, relation));
  if (!found) return fail(Code::not_found, "There is no such record, or it is not yours to see.");
  return *found;
}

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
  NWD_TRY(const auto c, may_copy(writer, session, stepped_up, wanted.case_id));
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
