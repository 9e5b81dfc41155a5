// A copy to print: for the person, or for an organization that a live release covers.
#include "casework/pages.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "release/copy.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

namespace {

constexpr std::string_view for_person = "person";

std::string copy_path(CaseId id) { return casework::case_path(id) + "/copy"; }

struct CopyPage {
  CaseId id;
  std::vector<Release> live;  // those that go on
};

Html whom_field(const Visit& visit, const CopyPage& page, const ui::Form& form) {
  ui::Radios radios{
      .name = "whom",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("copy-whom"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("copy-whom-hint")},
      .error = form_error(form, visit.say, "whom"),
      .value = std::string(form.value("whom"))};
  radios.items.push_back({.value = std::string(for_person), .content = visit.say("copy-for-person")});
  for (const auto& release : page.live)
    radios.items.push_back({.value = release.id.text(),
                            .content = release.recipient_name,
                            .hint = ui::Hint{.content = covered_words(visit.say, release)}});
  return render(radios);
}

Html parts_field(const Visit& visit, const ui::Form& form) {
  ui::Checkboxes boxes{
      .name = "part",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("copy-parts"), .classes = "govuk-fieldset__legend--m"}},
      .error = form_error(form, visit.say, "part")};
  for (const auto value : form.values("part")) boxes.values.emplace_back(value);
  for (int n = 0; n < casework::compartment_count; ++n) {
    const auto part = static_cast<Compartment>(n);
    boxes.items.push_back({.value = casework::number_of(part), .content = casework::part_name(visit.say, part)});
  }
  return render(boxes);
}

Result<http::Response> form_page(const Visit& visit, const CopyPage& read, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Page page = visit.page("sharing-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = copy_path(read.id);
  page.body = join(casework::heading(say("copy-heading")),
                   visit.post(copy_path(read.id), join(whom_field(visit, read, form), parts_field(visit, form),
                                                       render(ui::Button{.content = say("copy-make")}))));
  page.back_href = sharing_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<CopyPage> read_page(const Visit& visit) {
  CopyPage page;
  NWD_TRY(page.id, visit.id<CaseId>("case"));
  NWD_TRY(page.live, visit.read([&](storage::Reader& r) { return releases_of(r, visit.session(), page.id); }));
  std::erase_if(page.live, [&](const Release& r) {
    return r.of_packet() || !live(r, {r.recipient, r.compartments.list().front(), r.purpose}, visit.now());
  });
  return page;
}

Result<http::Response> show_form(const Visit& visit) {
  NWD_TRY(const auto read, read_page(visit));
  return form_page(visit, read, ui::Form());
}

Html copy_view(const Visit& visit, const Copy& copy) {
  const auto& say = visit.say;
  const std::string_view who = copy.recipient;
  Html body = casework::heading(copy.recipient.empty() ? say("copy-of-person") : say("copy-of", {{"who", who}}));
  if (!copy.reference.empty()) body.add(casework::paragraph(copy.reference));
  body.add(casework::hint(say("share-print-hint")));
  for (const auto& one : copy.parts) {
    body.add(casework::subheading(casework::part_name(say, one.part)));
    if (one.notes.empty()) body.add(casework::paragraph(say("shared-empty")));
    if (!one.notes.told.empty()) body.add(tag("p", {{"class", "govuk-body nwd-lines"}}, one.notes.told));
    if (!one.notes.text.empty()) body.add(tag("p", {{"class", "govuk-body nwd-lines"}}, one.notes.text));
    const bool marked = one.part == Compartment::substance_use && !copy.recipient.empty();
    if (marked) body.add(casework::paragraph(say("shared-part-2")));
  }
  return body;
}

Result<http::Response> make_copy(const Visit& visit) {
  NWD_TRY(const auto read, read_page(visit));
  NWD_TRY(auto form, visit.form());
  CopyWanted wanted;
  wanted.case_id = read.id;
  for (const auto value : form.values("part"))
    if (const auto part = casework::compartment_of(value)) wanted.parts.add(*part);
  if (wanted.parts.empty()) form.problem("part", "share-nothing");
  wanted.under = ReleaseId::parse(form.value("whom"));
  if (!wanted.under && form.value("whom") != for_person) form.problem("whom", "copy-whom-empty");
  if (!form.ok()) return form_page(visit, read, form);
  const auto copy = visit.read_logged(
      [&](storage::Writer& w) { return copy_case(w, visit.session(), visit.now(), visit.context.stepped_up, wanted); });
  if (!copy && copy.error().code == Code::gone) {
    form.problem("part", "copy-not-shared");
    return form_page(visit, read, form);
  }
  if (!copy) return fail(copy.error());
  ui::Page page = visit.page("sharing-title");
  page.path = copy_path(read.id);
  page.body = copy_view(visit, *copy);
  page.back_href = copy_path(read.id);
  return casework::answer(page);
}

}  // namespace

void add_copy_pages(PageRoutes& routes) {
  const auto sure = access::Rule::of({access::Role::caseworker}).with_step_up();
  routes.get("/c/{case}/copy", sure, "A copy of parts of a case: for whom, of what", show_form)
      .post("/c/{case}/copy", sure, "The copy, to print; written down", make_copy);
}

}  // namespace nwd::release
