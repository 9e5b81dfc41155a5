// Break-glass: asking, opening for a colleague, what is seen, and looking at it afterwards.
#include <array>

#include "casework/log_words.h"
#include "casework/pages.h"
#include "casework/pages_access.h"
#include "casework/pages_parts.h"
#include "ui/components.h"
#include "ui/countdown.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

constexpr std::array<ui::Option<GlassReason>, 3> reasons = {
    {{"medical", GlassReason::medical}, {"danger", GlassReason::danger}, {"missing", GlassReason::missing}}};
constexpr std::array<ui::Option<bool>, 2> verdicts = {{{"yes", true}, {"no", false}}};

std::string reason_words(ui::Say say, GlassReason reason) { return say("glass-reason-" + std::string(word(reason))); }

Html words_field(const Visit& visit, const ui::Form& form, std::string_view label, std::string_view hint_key) {
  return render(ui::Textarea{.name = "words",
                             .label = {.content = visit.say(label)},
                             .hint = ui::Hint{.content = visit.say(hint_key)},
                             .error = form_error(form, visit.say, "words"),
                             .value = std::string(form.value("words")),
                             .rows = 3,
                             .autocomplete = "off"});
}

// --- the one who asks ---

Html ask_view(const Visit& visit, CaseId id, const ui::Form& form) {
  const auto& say = visit.say;
  const bool alone = visit.session().has(access::Role::supervisor);
  ui::Radios why{
      .name = "reason",
      .fieldset = ui::Fieldset{.legend = {.content = say("glass-why"), .classes = "govuk-fieldset__legend--m"}},
      .error = form_error(form, say, "reason"),
      .value = std::string(form.value("reason"))};
  for (const auto& reason : reasons)
    why.items.push_back({.value = std::string(reason.value), .content = reason_words(say, reason.means)});
  const Html fields = join(render(why), words_field(visit, form, "glass-words", "glass-words-hint"),
                           render(ui::Button{.content = say(alone ? "glass-open" : "glass-ask"),
                                             .classes = "govuk-button--warning",
                                             .prevent_double_click = true}));
  Html body = heading(say("glass-heading"));
  body.add(paragraph(say("glass-what")));
  body.add(bullets({say(alone ? "glass-rule-alone" : "glass-rule-two"), say("glass-rule-told"),
                    say("glass-rule-review"), say("glass-rule-hour")}));
  return body.add(visit.post(case_glass_path(id), fields));
}

Html waiting_view(const Visit& visit, const Glass& glass) {
  const Html clock = render(ui::Countdown{.until = glass.until, .now = visit.now()}, visit.say);
  return join(heading(visit.say("glass-waiting")), paragraph(visit.say("glass-waiting-words")),
              render(ui::InsetText{.content = join(visit.say("glass-waiting-until"), ui::trusted(" "), clock)}),
              paragraph(link(case_glass_path(glass.case_id), visit.say("look-again"))));
}

Html emergency_view(const Visit& visit, const Glass& glass, const Emergency& emergency) {
  const auto& say = visit.say;
  const auto told = [&](const std::string& value) { return value.empty() ? say("glass-not-told") : value; };
  ui::SummaryList list;
  list.rows.push_back({.key = say("row-called"), .value = told(emergency.called)});
  list.rows.push_back({.key = say("row-contact"), .value = told(emergency.contact)});
  if (!emergency.contact_notes.empty())
    list.rows.push_back(
        {.key = say("glass-contact-notes"), .value = emergency.contact_notes, .value_classes = "nwd-lines"});
  list.rows.push_back(
      {.key = say("glass-medical"), .value = say(emergency.asked_for_doctor ? "glass-doctor" : "glass-not-told")});
  if (!emergency.health.empty())
    list.rows.push_back({.key = say("glass-health"), .value = emergency.health, .value_classes = "nwd-lines"});
  const Html clock = render(ui::Countdown{.until = glass.until, .now = visit.now()}, visit.say);
  return join(heading(say("glass-heading")), render(list),
              render(ui::InsetText{.content = join(say("glass-closes"), ui::trusted(" "), clock)}),
              hint(say("glass-rule-told")));
}

Result<http::Response> page_of(const Visit& visit, Html body, std::string back, const ui::Form& form) {
  ui::Page page = visit.page("glass-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.body = std::move(body);
  page.back_href = std::move(back);
  return answer(page, form.ok() ? 200 : asked_again);
}

struct AskPage {
  std::optional<Glass> glass;
  std::optional<Emergency> emergency;
};

// Decides in each case: by what may be asked, or by what is open.
Result<AskPage> read_ask_page(storage::Writer& writer, const Visit& visit, CaseId id) {
  const auto asking = Asking::of(visit.context);
  AskPage page;
  NWD_TRY(page.glass, own_glass(writer, asking, id));
  if (page.glass && state_at(*page.glass, visit.now()) == GlassState::open) {
    NWD_TRY(page.emergency, read_emergency(writer, asking, id));
    return page;
  }
  const bool alone = visit.session().has(access::Role::supervisor);
  NWD_CHECK(may(writer, asking, alone ? access::Deed::break_glass : access::Deed::ask_break_glass, id));
  return page;
}

Result<http::Response> ask_page(const Visit& visit, CaseId id, const ui::Form& form) {
  NWD_TRY(const auto read, visit.read_logged([&](storage::Writer& w) { return read_ask_page(w, visit, id); }));
  if (read.emergency) return page_of(visit, emergency_view(visit, *read.glass, *read.emergency), "/glass", form);
  if (read.glass) return page_of(visit, waiting_view(visit, *read.glass), "/glass", form);
  return page_of(visit, ask_view(visit, id, form), "/glass", form);
}

Result<http::Response> show_ask(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return ask_page(visit, id, ui::Form());
}

Result<http::Response> save_ask(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const auto reason = form.choice<GlassReason>("reason", reasons, true, "glass-why-empty");
  const auto words = form.text("words", {.most = longest_glass_words, .lines = true});
  if (!form.ok()) return ask_page(visit, id, form);
  NWD_CHECK(visit.write([&](storage::Writer& w) {
    return ask_glass(w, Asking::of(visit.context), visit.kit.site.random, id, *reason, words.value_or(""));
  }));
  return http::see_other(case_glass_path(id));
}

// --- the records to choose from: no name, no fact ---

struct Listing {
  CaseId id;
  std::string words;
  std::string who;
};

Result<std::vector<Listing>> read_listing(storage::Reader& reader, const Visit& visit) {
  NWD_TRY(const auto records, records_here(reader, Asking::of(visit.context)));
  Names names(reader, visit);
  std::vector<Listing> all;
  for (const auto& record : records.shown) {
    NWD_TRY(auto who, names.colleague(record.opened_by));
    all.push_back({record.id, record_words(visit, record.reference, record.opened), std::move(who)});
  }
  return all;
}

Result<http::Response> show_listing(const Visit& visit) {
  NWD_TRY(const auto all, visit.read([&](storage::Reader& r) { return read_listing(r, visit); }));
  Html cards;
  for (const auto& one : all)
    cards.add(tag("li", {{"class", "nwd-card nwd-card--link"}},
                  tag("h2", {{"class", "govuk-heading-s"}}, link(case_glass_path(one.id), one.words)),
                  tag("p", {{"class", "govuk-body"}}, one.who)));
  Html body = heading(visit.say("glass-heading"));
  body.add(paragraph(visit.say("glass-choose")));
  if (cards.empty()) body.add(paragraph(visit.say("glass-no-records")));
  if (!cards.empty()) body.add(tag("ul", {{"class", "nwd-cards"}}, cards));
  return page_of(visit, body, "/today", ui::Form());
}

// --- the second person, and whoever looks at it afterwards ---

Html facts_of(const Visit& visit, const OpenGlass& open) {
  const auto& say = visit.say;
  const auto& glass = open.glass;
  ui::SummaryList list;
  list.rows.push_back({.key = say("glass-record"), .value = record_words(visit, glass.reference, glass.asked)});
  list.rows.push_back({.key = say("glass-who"), .value = glass.asked_by_name});
  list.rows.push_back({.key = say("glass-when"), .value = visit.moment(glass.asked)});
  list.rows.push_back({.key = say("glass-why"), .value = reason_words(say, glass.reason)});
  if (!open.words.empty())
    list.rows.push_back({.key = say("glass-words"), .value = open.words, .value_classes = "nwd-lines"});
  if (glass.opened) list.rows.push_back({.key = say("glass-opened-by"), .value = glass.opened_by_name});
  return render(list);
}

Html confirm_view(const Visit& visit, const OpenGlass& open) {
  const Html button = render(ui::Button{
      .content = visit.say("glass-confirm"), .classes = "govuk-button--warning", .prevent_double_click = true});
  return join(paragraph(visit.say("glass-confirm-words")), visit.post(glass_path(open.glass.id) + "/confirm", button),
              hint(visit.say("glass-confirm-hint")));
}

Html review_view(const Visit& visit, const OpenGlass& open, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Radios right{
      .name = "right",
      .fieldset = ui::Fieldset{.legend = {.content = say("glass-review"), .classes = "govuk-fieldset__legend--m"}},
      .error = form_error(form, say, "right"),
      .value = std::string(form.value("right"))};
  for (const auto& one : verdicts)
    right.items.push_back({.value = std::string(one.value), .content = say("glass-right-" + std::string(one.value))});
  const Html fields = join(render(right), words_field(visit, form, "glass-review-words", "glass-review-words-hint"),
                           render(ui::Button{.content = say("glass-review-save"), .prevent_double_click = true}));
  return visit.post(glass_path(open.glass.id) + "/review", fields);
}

Result<http::Response> glass_page(const Visit& visit, GlassId id, const ui::Form& form) {
  NWD_TRY(const auto open,
          visit.read_logged([&](storage::Writer& w) { return read_glass(w, Asking::of(visit.context), id); }));
  Html body = heading(visit.say("glass-heading"));
  body.add(facts_of(visit, open));
  if (open.may_confirm) body.add(confirm_view(visit, open));
  if (open.may_review) body.add(review_view(visit, open, form));
  if (!open.may_confirm && !open.may_review) body.add(paragraph(visit.say("glass-nothing-to-do")));
  return page_of(visit, body, "/today", form);
}

Result<http::Response> show_glass(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<GlassId>("glass"));
  return glass_page(visit, id, ui::Form());
}

Result<http::Response> save_confirm(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<GlassId>("glass"));
  const auto done = visit.write([&](storage::Writer& w) { return confirm_glass(w, Asking::of(visit.context), id); });
  if (done) return http::see_other("/today");
  // Somebody else was quicker, or it is too late: the page as it is now says so.
  if (done.error().code != Code::gone) return fail(done.error());
  return http::see_other(glass_path(id));
}

Result<http::Response> save_review(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<GlassId>("glass"));
  NWD_TRY(auto form, visit.form());
  const auto right = form.choice<bool>("right", verdicts, true, "glass-review-empty");
  const auto words = form.text("words", {.most = longest_glass_words,
                                         .required = right == false,
                                         .lines = true,
                                         .required_key = "glass-review-words-empty"});
  if (!form.ok()) return glass_page(visit, id, form);
  const auto done = visit.write(
      [&](storage::Writer& w) { return review_glass(w, Asking::of(visit.context), id, *right, words.value_or("")); });
  if (!done && done.error().code != Code::conflict) return fail(done.error());
  return http::see_other("/today");
}

}  // namespace

std::string case_glass_path(CaseId id) { return case_path(id) + "/glass"; }
std::string glass_path(GlassId id) { return "/glass/" + id.text(); }

std::string record_words(const Visit& visit, std::string_view reference, Instant opened) {
  const std::string at = visit.moment(opened);
  if (reference.empty()) return visit.say("record-begun", {{"at", std::string_view(at)}});
  return visit.say("record-reference", {{"reference", reference}});
}

void add_glass_pages(PageRoutes& routes) {
  const auto openers =
      access::Rule::of({access::Role::door_worker, access::Role::caseworker, access::Role::supervisor});
  const auto colleagues = access::Rule::of({access::Role::door_worker, access::Role::caseworker});
  const auto supervisors = access::Rule::of({access::Role::supervisor});
  routes.get("/glass", openers, "Records that may be opened in an emergency", show_listing)
      .get("/c/{case}/glass", openers.with_step_up(), "Contact and medical alert, in an emergency", show_ask)
      .post("/c/{case}/glass", openers.with_step_up(), "Asks to open contact and medical alert", save_ask)
      .get("/glass/{glass}", openers.with_step_up(), "What a colleague asked to open", show_glass)
      .post("/glass/{glass}/confirm", colleagues.with_step_up(), "Opens it for the colleague", save_confirm)
      .post("/glass/{glass}/review", supervisors, "Says whether it was right", save_review);
}

}  // namespace nwd::casework
