#include "search/search.h"

#include <algorithm>
#include <tuple>

#include "access/tries.h"
#include "audit/audit.h"
#include "base/text.h"
#include "search/words.h"

namespace nwd::search {
namespace {

using casework::Asking;
using casework::CaseId;

struct Hit {
  int how = 0;
  Instant opened;
  CaseId id;
};

bool better(const Hit& a, const Hit& b) {
  return std::tuple(a.how, b.opened.ms, a.id.raw) < std::tuple(b.how, a.opened.ms, b.id.raw);
}

struct Hits {
  std::vector<Hit> list;
  casework::Looked looked;
};

Result<Hits> look(storage::Database& database, const access::Session& session, const Words& sought) {
  return database.read([&](storage::Reader& reader) -> Result<Hits> {
    Hits hits;
    Words name;
    NWD_TRY(hits.looked, casework::each_called(reader, session, [&](const casework::Called& one) {
              name.fold(one.name);
              if (const auto how = match(sought, name)) hits.list.push_back({*how, one.opened, one.id});
            }));
    return hits;
  });
}

// What is missing from the index is made before the answer is given, so much at a time.
Result<Hits> look_in_all(storage::Database& database, const Asking& asking, const Words& sought) {
  NWD_TRY(auto hits, look(database, asking.session, sought));
  if (hits.looked.settled()) return hits;
  NWD_CHECK(database.write([&](storage::Writer& writer) {
    return casework::build_name_index(writer, asking.session, asking.now, built_at_once);
  }));
  return look(database, asking.session, sought);
}

Result<void> log(storage::Writer& writer, const Asking& asking, std::string_view deed, std::string_view subject,
                 const IdBytes& id) {
  NWD_CHECK(audit::append(writer,
                          {asking.now, asking.session.member, asking.session.organization, deed, subject, id, "care"}));
  return {};
}

Result<std::vector<Found>> show(storage::Writer& writer, const Asking& asking, const std::vector<Hit>& hits) {
  const auto& session = asking.session;
  NWD_CHECK(log(writer, asking, "search.names", "organization", session.organization));
  std::vector<Found> shown;
  for (const auto& hit : hits) {
    // Somebody may have been named, or a record handed over, since it was looked for.
    NWD_TRY(const auto standing, casework::standing_of(writer, asking, hit.id));
    if (!standing || !access::allowed(session.roles, access::Deed::read_case, standing->relation)) continue;
    const auto& record = standing->record;
    NWD_TRY(auto called, casework::called_in_index(writer, session, hit.id));
    NWD_CHECK(log(writer, asking, "case.find", "case", hit.id));
    shown.push_back({record.id, std::move(called), record.reference, record.state, record.opened});
  }
  return shown;
}

Result<void> check(const Asking& asking, std::string_view name, const Words& sought) {
  const auto& session = asking.session;
  NWD_CHECK(access::decide(session, access::Deed::search_names,
                           {.own_organization = true, .own_work = !session.has(access::Role::caseworker)}));
  if (name.size() > longest_sought || !is_utf8(name))
    return fail(Error{Code::invalid, "This is longer than a name.", "", {{"name", "find-long", "At most 100 bytes."}}});
  if (sought.empty())
    return fail(Error{Code::invalid, "Type a name.", "", {{"name", "find-empty", "Letters or digits are wanted."}}});
  return {};
}

}  // namespace

Result<Answer> find(storage::Database& database, const Asking& asking, std::string_view name, std::int64_t page) {
  const Words sought(name);
  NWD_CHECK(check(asking, name, sought));
  NWD_CHECK(access::Tries::searching(asking.session.member).begin(database, asking.now));
  NWD_TRY(auto hits, look_in_all(database, asking, sought));
  std::sort(hits.list.begin(), hits.list.end(), better);

  Answer answer;
  answer.complete = hits.looked.missing == 0;
  answer.undamaged = hits.looked.damaged == 0;
  answer.found.all = static_cast<std::int64_t>(hits.list.size());
  const auto part = Part::page(std::clamp<std::int64_t>(page, 1, last_page), page_size);
  const auto first = std::min(part.first(), answer.found.all);
  hits.list.erase(hits.list.begin(), hits.list.begin() + first);
  if (hits.list.size() > page_size) hits.list.resize(page_size);
  NWD_TRY(answer.found.shown,
          database.read_logged([&](storage::Writer& writer) { return show(writer, asking, hits.list); }));
  return answer;
}

}  // namespace nwd::search
