#include "casework/pages_notes.h"

#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

std::string part_path(CaseId id, Compartment which) { return notes_path(id) + '/' + number_of(which); }

Html list_view(const Visit& visit, CaseId id, const std::vector<CompartmentState>& parts) {
  const auto& say = visit.say;
  ui::SummaryList list;
  for (const auto& part : parts) {
    const std::string when = part.changed ? visit.moment(*part.changed) : std::string();
    const std::string state =
        part.changed ? say("notes-changed", {{"when", std::string_view(when)}}) : say("notes-not-written");
    const std::string name = part_name(say, part.which);
    list.rows.push_back(
        {.key = name,
         .value = state,
         .actions = {{.href = part_path(id, part.which), .content = say("notes-open"), .hidden_text = name}}});
  }
  return join(heading(say("notes-heading")), paragraph(say("notes-lead")), render(list), hint(say("notes-hint")));
}

struct PartPage {
  CaseId id;
  Compartment which = Compartment::identity;
  OpenNotes open;
  bool moved_on = false;
};

const char* told_label(Compartment which) {
  if (which == Compartment::identity) return "row-called";
  return which == Compartment::contact ? "row-contact" : "row-note";
}

Html told_field(const Visit& visit, const PartPage& page, const ui::Form& form) {
  const auto most = told_bytes(page.which);
  if (most == 0) return {};
  const std::string label = visit.say(told_label(page.which));
  const auto error = form_error(form, visit.say, "told");
  const std::string value(form.value("told"));
  if (page.which == Compartment::narrative)
    return render(ui::Textarea{
        .name = "told", .label = {.content = label}, .error = error, .value = value, .rows = 4, .autocomplete = "off"});
  return render(ui::Input{.name = "told",
                          .label = {.content = label},
                          .error = error,
                          .value = value,
                          .autocomplete = "off",
                          .spellcheck = false});
}

Html saved_meanwhile(const Visit& visit, const PartPage& page) {
  if (!page.moved_on) return {};
  Html said;
  if (!page.open.notes.told.empty()) said.add(tag("p", {{"class", "govuk-body nwd-lines"}}, page.open.notes.told));
  said.add(tag("p", {{"class", "govuk-body nwd-lines"}}, page.open.notes.text));
  return render(ui::InsetText{.content = join(paragraph(visit.say("notes-moved-on")), said)});
}

Html part_view(const Visit& visit, const PartPage& page, const ui::Form& form) {
  const auto& say = visit.say;
  const std::string name = part_name(say, page.which);
  const Html fields =
      join(hidden_field("v", std::to_string(page.open.version)), told_field(visit, page, form),
           render(ui::Textarea{.name = "text",
                               .label = {.content = say("notes-text")},
                               .hint = ui::Hint{.content = say("notes-hint-" + std::string(word(page.which)))},
                               .error = form_error(form, say, "text"),
                               .value = std::string(form.value("text")),
                               .rows = 10,
                               .autocomplete = "off"}),
           render(ui::Button{.content = say("notes-save"), .prevent_double_click = true}));
  return join(heading(name, say("notes-heading")), saved_meanwhile(visit, page),
              visit.post(part_path(page.id, page.which), fields), hint(say("notes-read-logged")));
}

Result<http::Response> part_page(const Visit& visit, const PartPage& read, const ui::Form& form) {
  ui::Page page = visit.page("notes-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = part_path(read.id, read.which);
  page.body = part_view(visit, read, form);
  page.back_href = notes_path(read.id);
  if (read.moved_on) return answer(page, 409);
  return answer(page, form.ok() ? 200 : asked_again);
}

Result<PartPage> asked_for(const Visit& visit) {
  PartPage page;
  NWD_TRY(page.id, visit.id<CaseId>("case"));
  const auto which = compartment_of(visit.request.parameter("part"));
  if (!which) return fail(Code::not_found, "There is no such page.");
  page.which = *which;
  return page;
}

Result<void> open_part(const Visit& visit, PartPage& page) {
  NWD_TRY(page.open, visit.read_logged([&](storage::Writer& w) {
    return read_notes(w, visit.session(), visit.now(), page.id, page.which);
  }));
  return {};
}

Result<http::Response> show_list(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto parts, visit.read([&](storage::Reader& r) { return compartments_of(r, visit.session(), id); }));
  ui::Page page = visit.page("notes-title");
  page.body = list_view(visit, id, parts);
  page.back_href = case_path(id);
  return answer(page);
}

Result<http::Response> show_part(const Visit& visit) {
  NWD_TRY(auto page, asked_for(visit));
  NWD_CHECK(open_part(visit, page));
  const ui::Form form({{"told", page.open.notes.told}, {"text", page.open.notes.text}});
  return part_page(visit, page, form);
}

// Kept as bytes: a word in another script fills the space sooner than its letters say.
std::string words_of(ui::Form& form, std::string_view field, std::size_t most, bool lines) {
  if (most == 0) return {};
  auto text = form.text(field, {.most = most, .lines = lines}).value_or("");
  if (text.size() > most) form.problem(field, "text-too-long");
  return text;
}

Result<http::Response> save_part(const Visit& visit) {
  NWD_TRY(auto page, asked_for(visit));
  NWD_TRY(auto form, visit.form());
  Notes notes;
  notes.told = words_of(form, "told", told_bytes(page.which), page.which == Compartment::narrative);
  notes.text = words_of(form, "text", longest_text, true);
  const auto version = form.number("v", {.from = 0, .required = true});
  page.open.version = version.value_or(0);
  if (!form.ok()) return part_page(visit, page, form);
  const auto written = visit.write([&](storage::Writer& w) {
    return write_notes(w, visit.session(), visit.kit.site.random, visit.now(), page.id, page.which, *version, notes);
  });
  if (written) return http::see_other(notes_path(page.id));
  if (written.error().code != Code::stale) return fail(written.error());
  page.moved_on = true;  // what was typed stays; what somebody else saved stands above it
  NWD_CHECK(open_part(visit, page));
  return part_page(visit, page, form);
}

}  // namespace

std::string notes_path(CaseId id) { return "/c/" + id.text() + "/notes"; }

std::string number_of(Compartment which) { return std::to_string(static_cast<int>(which) + 1); }

std::optional<Compartment> compartment_of(std::string_view number) {
  if (number.size() != 1 || number[0] < '1' || number[0] >= '1' + compartment_count) return std::nullopt;
  return static_cast<Compartment>(number[0] - '1');
}

std::string part_name(ui::Say say, Compartment which) { return say("part-" + std::string(word(which))); }

void add_notes_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  routes.get("/c/{case}/notes", holders, "The parts of a case, none of them open", show_list)
      .get("/c/{case}/notes/{part}", holders, "One part of a case, opened; the read is logged", show_part)
      .post("/c/{case}/notes/{part}", holders, "Writes one part of a case", save_part);
}

}  // namespace nwd::casework
