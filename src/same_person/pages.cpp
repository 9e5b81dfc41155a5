#include "same_person/pages.h"

#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "same_person/pages_routes.h"
#include "ui/components.h"

namespace nwd::same_person {

using casework::Visit;
using ui::Html;

namespace {

constexpr std::int64_t told_on_today_ms = 7 * day_ms;

}  // namespace

Result<void> add_pages(const casework::PageKitPtr& kit) {
  casework::PageRoutes routes(kit);
  add_elsewhere_pages(routes);
  add_agree_pages(routes);
  return routes.done();
}

std::string elsewhere_path(CaseId id) { return casework::case_path(id) + "/elsewhere"; }
std::string agree_path(CaseId id) { return elsewhere_path(id) + "/agree"; }

Result<Html> today_view(const Visit& visit) {
  if (!visit.session().has(access::Role::caseworker)) return Html();
  NWD_TRY(const bool waits, visit.read([&](storage::Reader& r) { return anything_to_do(r, visit.session()); }));
  if (waits) NWD_CHECK(visit.write([&](storage::Writer& w) { return take_turn(w, visit.session(), visit.now()); }));
  NWD_TRY(const auto known, visit.read([&](storage::Reader& r) {
    return known_since(r, visit.session(), visit.now(), visit.now() + -told_on_today_ms);
  }));
  std::vector<ui::Content> lines;
  for (const auto& one : known) {
    const std::string words = visit.say("elsewhere-today", {{"who", std::string_view(one.where)}});
    lines.emplace_back(casework::link(elsewhere_path(one.case_id), words));
  }
  if (lines.empty()) return Html();
  return join(casework::subheading(visit.say("elsewhere-today-heading")), casework::bullets(lines));
}

}  // namespace nwd::same_person
