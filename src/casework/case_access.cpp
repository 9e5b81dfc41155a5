#include "casework/case_access.h"

#include "audit/audit.h"
#include "casework/blocked.h"
#include "casework/store.h"

namespace nwd::casework {
namespace {

constexpr std::string_view turned_away_detail = "blocked ";

access::Relation relation_of(const Asking& asking, const CaseStanding& standing) {
  const auto& c = standing.record;
  access::Relation relation = standing.relation;  // glass_open
  relation.own_organization = c.organization == asking.session.organization;
  relation.own_work = relation.own_organization && c.opened_by == asking.session.member;
  relation.handed_off = c.state == CaseState::handed_off;
  relation.blocked = standing.blocked_in.has_value();
  relation.stepped_up = asking.stepped_up;
  return relation;
}

access::Relation relation_of(const Asking& asking, const store::ThreadRow& row) {
  const auto& session = asking.session;
  access::Relation relation;
  relation.own_organization = row.ours;
  relation.region_navigator = session.has(access::Role::navigator) && row.standing.record.region == session.region;
  relation.blocked = row.standing.blocked_in.has_value();
  relation.stepped_up = asking.stepped_up;
  return relation;
}

template <class Standing>
auto let_in(const Asking& asking, access::Deed deed, const std::optional<Standing>& found)
    -> Result<decltype(found->record)> {
  if (!found) {
    NWD_CHECK(access::decide(asking.session, deed, {}));
    return fail(Code::not_found, "There is no such record, or it is not yours to see.");
  }
  NWD_CHECK(decide(asking.session, deed, found->relation, found->blocked_in));
  return found->record;
}

// The case id that `decide` left in the error.
std::optional<CaseId> turned_away_from(const Error& error) {
  if (error.code != Code::not_found || !error.detail.starts_with(turned_away_detail)) return std::nullopt;
  return CaseId::parse(std::string_view(error.detail).substr(turned_away_detail.size()));
}

}  // namespace

Result<std::optional<CaseStanding>> standing_of(storage::Reader& reader, const Asking& asking, CaseId id) {
  NWD_TRY(auto found, store::case_standing(reader, id, asking.session.member, asking.now));
  if (found) found->relation = relation_of(asking, *found);
  return found;
}

Result<std::optional<ThreadStanding>> standing_of(storage::Reader& reader, const Asking& asking, ThreadId id) {
  NWD_TRY(auto found, store::thread_standing(reader, id, asking.session));
  if (!found) return std::nullopt;
  found->standing.relation = relation_of(asking, *found);
  return std::move(found->standing);
}

Result<Case> may(storage::Reader& reader, const Asking& asking, access::Deed deed, CaseId id) {
  NWD_TRY(const auto found, standing_of(reader, asking, id));
  return let_in(asking, deed, found);
}

Result<Thread> may(storage::Reader& reader, const Asking& asking, access::Deed deed, ThreadId id) {
  NWD_TRY(const auto found, standing_of(reader, asking, id));
  return let_in(asking, deed, found);
}

Result<std::optional<CaseId>> blocked_in(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_TRY(const auto found, store::case_standing(reader, id, session.member, {}));
  return found ? found->blocked_in : std::nullopt;
}

Result<void> decide(const access::Session& session, access::Deed deed, const access::Relation& relation,
                    std::optional<CaseId> blocked_in) {
  auto decided = access::decide(session, deed, relation);
  if (!decided && blocked_in) decided.error().detail = std::string(turned_away_detail) + blocked_in->text();
  return decided;
}

void note_try(access::Site& site, const access::Context& context, const Error& error) {
  const auto id = turned_away_from(error);
  if (!id || !context.session) return;
  const auto& session = *context.session;
  // Whoever was turned away stays so, even if this cannot be written down.
  static_cast<void>(site.database.read_logged([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(raise_alert(writer, context.now, *id, session.member, AlertKind::turned_away));
    NWD_CHECK(audit::append(
        writer, {context.now, session.member, session.organization, "case.turn_away", "case", *id, "care"}));
    return {};
  }));
}

access::Handler noting(access::Site& site, access::Handler handler) {
  return [&site, handler = std::move(handler)](const http::Request& request, const access::Context& context) {
    auto response = handler(request, context);
    if (!response) note_try(site, context, response.error());
    return response;
  };
}

}  // namespace nwd::casework
