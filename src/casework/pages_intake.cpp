#include "casework/pages_intake.h"

#include <algorithm>
#include <array>

#include "casework/pages.h"
#include "casework/pages_intake_views.h"
#include "casework/pages_words.h"
#include "directory/places.h"

namespace nwd::casework {

namespace {

// Reads the record, lets `change` put one answer in, saves it: one transaction, so that no other answer is lost.
template <class Change>
Result<void> save_answers(const Visit& visit, CaseId id, Change change) {
  return visit.write([&](storage::Writer& w) -> Result<void> {
    NWD_TRY(auto open, read_case(w, visit.session(), visit.now(), id));
    change(open.facts);
    NWD_CHECK(save_intake(w, visit.session(), visit.now(), id, open.record.version, open.facts, open.identity));
    return {};
  });
}

Result<OpenCase> opened(const Visit& visit, CaseId id) {
  return visit.read_logged([&](storage::Writer& w) { return read_case(w, visit.session(), visit.now(), id); });
}

// Where the door itself is, when its region is one county; otherwise it is asked.
std::string likely_county(const access::Session& session) {
  const auto* region = directory::find_region(session.region);
  return region != nullptr && region->counties.size() == 1 ? region->counties.front() : std::string();
}

Result<http::Response> start(const Visit& visit) {
  Facts facts{};
  facts.identified = visit.today();
  facts.county = likely_county(visit.session());
  NWD_TRY(const auto begun, visit.write([&](storage::Writer& w) {
    return begin_intake(w, visit.session(), visit.kit.site.random, visit.now(), facts, Identity{});
  }));
  return http::see_other(intake_path(begun.id, 1));
}

Result<http::Response> show_safe(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto open, opened(visit, id));
  ui::Page page = visit.page("step-1-title");
  page.body = safe_view(visit, open.facts);
  page.back_href = "/today";
  return answer(page);
}

Result<http::Response> save_safe(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto form, visit.form());
  NWD_CHECK(save_answers(visit, id, [&](Facts& facts) { facts.safe_now = parse_safe(form.value("safe")); }));
  return http::see_other(intake_path(id, 2));
}

Result<http::Response> age_page(const Visit& visit, CaseId id, const ui::Form& form) {
  NWD_TRY(const auto open, opened(visit, id));
  ui::Page page = visit.page("step-2-title");
  const bool unsafe = open.facts.safe_now == Safe::no || open.facts.safe_now == Safe::unsure;
  if (!form.ok()) page.banner.add(error_summary(form, visit.say));
  if (unsafe) page.banner.add(not_safe_advice(visit.say));
  page.has_errors = !form.ok();
  page.body = age_view(visit, open.facts, form);
  page.back_href = intake_path(id, 1);
  return answer(page, form.ok() ? 200 : asked_again);
}

Result<http::Response> show_age(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return age_page(visit, id, ui::Form());
}

std::optional<AgeRange> age_of(ui::Form& form) {
  if (form.value("age").empty()) {
    const auto years =
        form.number("years", {.from = 0, .to = 120, .required = true, .required_key = "age-number-empty"});
    return years ? std::optional(AgeRange{static_cast<int>(*years), static_cast<int>(*years)}) : std::nullopt;
  }
  for (const auto& button : age_buttons()) {
    if (button.value == form.value("age")) return button.means;
  }
  return std::nullopt;  // skipped
}

Result<http::Response> save_age(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const auto age = age_of(form);
  if (!form.ok()) return age_page(visit, id, form);
  NWD_CHECK(save_answers(visit, id, [&](Facts& facts) { facts.age = age; }));
  return http::see_other(intake_path(id, 3));
}

Result<http::Response> tonight_page(const Visit& visit, CaseId id, const Facts& facts, const ui::Form& form) {
  ui::Page page = visit.page("step-3-title");
  if (!form.ok()) page.banner.add(error_summary(form, visit.say));
  if (maybe_minor(facts.age)) page.banner.add(minor_law(visit.say));
  page.has_errors = !form.ok();
  page.body = tonight_view(visit, form);
  page.back_href = intake_path(id, 2);
  return answer(page, form.ok() ? 200 : asked_again);
}

Result<http::Response> show_tonight(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto open, opened(visit, id));
  return tonight_page(visit, id, open.facts, tonight_form(open.facts));
}

struct Tonight {
  Needs needs;
  std::optional<Gender> gender;
  std::optional<int> children;
  std::string county;
  std::string language;
};

constexpr std::array<ui::Option<Gender>, 4> gender_options = {
    {{"woman", Gender::woman}, {"man", Gender::man}, {"another", Gender::another}, {"not_said", Gender::not_said}}};

Tonight tonight_of(ui::Form& form) {
  Tonight tonight;
  for (const auto value : form.values("needs")) {
    const auto need = parse_need(value);
    if (need) tonight.needs.add(*need);
    if (!need) form.problem("needs", "form-not-offered");
  }
  tonight.gender = form.choice<Gender>("gender", gender_options);
  if (const auto children = form.number("children", {.from = 0, .to = 12}))
    tonight.children = static_cast<int>(*children);
  tonight.county = form.value("county");
  if (!tonight.county.empty() && directory::find_county(tonight.county) == nullptr)
    form.problem("county", "form-not-offered");
  tonight.language = form.value("language");
  const bool offered =
      std::find(offered_languages.begin(), offered_languages.end(), tonight.language) != offered_languages.end();
  if (!tonight.language.empty() && !offered) form.problem("language", "form-not-offered");
  return tonight;
}

Result<http::Response> save_tonight(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  if (form.value("go") == "skip") return http::see_other(intake_path(id, 4));
  const Tonight tonight = tonight_of(form);
  if (!form.ok()) {
    NWD_TRY(const auto open, opened(visit, id));
    return tonight_page(visit, id, open.facts, form);
  }
  NWD_CHECK(save_answers(visit, id, [&](Facts& facts) {
    facts.needs = tonight.needs;
    facts.gender = tonight.gender;
    facts.children = tonight.children;
    facts.county = tonight.county;
    facts.language = tonight.language;
  }));
  return http::see_other(intake_path(id, 4));
}

}  // namespace

void add_intake_pages(PageRoutes& routes) {
  const auto door = access::Rule::of({access::Role::door_worker});
  routes.post("/i", door, "Begins an intake", start)
      .get("/i/{case}/1", door, "Safe right now?", show_safe)
      .post("/i/{case}/1", door, "Keeps the first answer", save_safe)
      .get("/i/{case}/2", door, "How old?", show_age)
      .post("/i/{case}/2", door, "Keeps the age", save_age)
      .get("/i/{case}/3", door, "What is needed tonight?", show_tonight)
      .post("/i/{case}/3", door, "Keeps what is needed", save_tonight);
}

}  // namespace nwd::casework
