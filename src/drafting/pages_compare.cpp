// Two versions of a law: who gains and who loses which days, each with a person drawn before and after; and the lines.
#include <algorithm>

#include "casework/pages_parts.h"
#include "drafting/changes.h"
#include "drafting/drawing.h"
#include "drafting/room.h"
#include "ui/components.h"

namespace nwd::drafting {

using casework::heading;
using casework::hint;
using casework::paragraph;
using casework::subheading;
using ui::Html;
using ui::Say;
using ui::tag;

namespace {

struct Pair {
  DraftPtr before, after;
};

std::vector<ui::SelectOption> choices(Room& room, const Visit& visit) {
  std::vector<ui::SelectOption> out{{.value = "", .text = visit.say("drafting-choose")}};
  for (const auto& draft : room.drafts.of(visit.session().member, visit.now())) {
    if (!draft->title.empty()) out.push_back({.value = draft->id, .text = title_among(visit, *draft)});
  }
  for (const auto& law : carried_laws()) out.push_back({.value = law.name, .text = law.title});
  return out;
}

Html pair_form(Room& room, const Visit& visit, const std::string& before, const std::string& after) {
  const auto& say = visit.say;
  const auto select = [&](const char* name, std::string_view words, const std::string& value) {
    return render(ui::Select{.name = name,
                             .label = {.content = say(words), .classes = "govuk-label--s"},
                             .items = choices(room, visit),
                             .value = value,
                             .id = name});
  };
  return tag("form", {{"method", "get"}, {"action", "/drafts/compare"}, {"class", "nwd-pair"}},
             select("before", "drafting-before", before), select("after", "drafting-after", after),
             render(ui::Button{.content = say("drafting-compare")}));
}

std::string listed(Say say, const charter::Charter& charter, const std::vector<proof::What>& all) {
  std::string out;
  for (const auto& what : all) {
    const auto id = what.owed ? charter.service(what.name) : charter::none;
    const auto words = id != charter::none ? service_words(say, charter, id)
                       : what.owed         ? what.name
                                           : say("drafting-immune", {{"from", std::string_view(what.name)}});
    out += (out.empty() ? "" : ", ") + words;
  }
  return out;
}

class ChangeView {
 public:
  ChangeView(Say say, const Changes& changes) : say_(say), changes_(changes), law_(changes.charters->after) {}

  [[nodiscard]] Html all() const {
    const auto& d = changes_.all;
    Html out;
    if (proof::outcome(d) == proof::Outcome::same) out.add(paragraph(say_("drafting-same-for-all")));
    for (const auto& one : d.dependences) out.add(dependence(one));
    for (std::size_t i = 0; i < d.found.size(); ++i) out.add(difference(d.found[i], i));
    out.add(list("drafting-same", d.same)).add(list("drafting-not-compared", d.unknown));
    out.add(sentences("drafting-remarks", remarks())).add(sentences("drafting-notes", d.notes));
    if (!d.scope.empty()) out.add(hint(in_english(d.scope)));
    return out;
  }

 private:
  [[nodiscard]] Html dependence(const proof::Dependence& one) const {
    return render(
        ui::WarningText{.content = join(ui::text(say_(one.newly ? "drafting-hangs-newly" : "drafting-hangs-no-more",
                                                      {{"fact", std::string_view(one.fact)}}) +
                                                 " "),
                                        in_english(one.sentence)),
                        .fallback = say_("drafting-warning")});
  }

  [[nodiscard]] Html difference(const proof::Difference& d, std::size_t number) const {
    const bool gains = d.direction == proof::Direction::gains;
    const Html sign = tag("span", {{"aria-hidden", "true"}}, gains ? "▲" : "▼");
    const Html mark =
        render(ui::Tag{.content = join(sign, ui::text(" " + say_(gains ? "drafting-gains" : "drafting-loses"))),
                       .classes = std::string("nwd-verdict__tag ") + (gains ? "govuk-tag--green" : "govuk-tag--red")});
    Html out = tag("h3", {{"class", "govuk-heading-s"}}, mark, listed(say_, law_, d.what));
    if (d.reserve) out.add(paragraph(say_("drafting-reserve")));
    out.add(tag("p", {{"class", "govuk-body nwd-sentence"}}, in_english(d.sentence)));
    std::vector<ui::Content> only;
    for (const auto& words : d.only) only.emplace_back(in_english(words));
    if (!only.empty()) out.add(paragraph(say_("drafting-only"))).add(casework::bullets(only));
    out.add(tag("div", {{"class", "nwd-drawn"}},
                render(change_timeline(say_, d, "change-" + std::to_string(number + 1)), say_)));
    return tag("section", {{"class", "nwd-change"}}, out);
  }

  [[nodiscard]] Html list(std::string_view key, const std::vector<proof::What>& all) const {
    if (all.empty()) return {};
    return paragraph(join(tag("strong", {}, say_(key)), ui::text(" " + listed(say_, law_, all))));
  }
  [[nodiscard]] std::vector<std::string> remarks() const {
    std::vector<std::string> out;
    for (const auto& r : changes_.all.remarks) out.push_back(r.about + ": " + r.sentence);
    return out;
  }
  [[nodiscard]] Html sentences(std::string_view key, const std::vector<std::string>& all) const {
    if (all.empty()) return {};
    std::vector<ui::Content> items;
    for (const auto& words : all) items.emplace_back(in_english(words));
    return join(tag("h3", {{"class", "govuk-heading-s"}}, say_(key)), casework::bullets(items));
  }

  Say say_;
  const Changes& changes_;
  const charter::Charter& law_;
};

Html line_of(Say say, const ChangedLine& line) {
  using Kind = ChangedLine::Kind;
  if (line.kind == Kind::left_out) return tag("p", {}, "…");
  const bool added = line.kind == Kind::added;
  if (line.kind == Kind::same) return tag("p", {}, "  ", line.text);
  const auto hidden =
      tag("span", {{"class", "govuk-visually-hidden"}}, say(added ? "drafting-added" : "drafting-removed"));
  return tag("p", {{"class", added ? "nwd-line--added" : "nwd-line--removed"}}, hidden,
             tag("span", {{"aria-hidden", "true"}}, added ? "+ " : "− "), line.text);
}

Html lines_view(Say say, const Pair& pair) {
  const auto lines = changed_lines(pair.before->text, pair.after->text);
  if (!lines) return paragraph(say("drafting-lines-differ"));
  if (lines->empty()) return paragraph(say("drafting-lines-same"));
  Html out;
  for (const auto& line : *lines) out.add(line_of(say, line));
  return tag("div", {{"class", "nwd-lines-changed"}, {"lang", "en"}}, out);
}

std::string asked(const Visit& visit, const char* which) { return visit.request.query_value(which).value_or(""); }

// None: not both are chosen yet.
Result<std::optional<Pair>> pair_of(Room& room, const Visit& visit) {
  const auto before = asked(visit, "before");
  const auto after = asked(visit, "after");
  if (before.empty() || after.empty()) return std::nullopt;
  const auto member = visit.session().member;
  NWD_TRY(auto one, room.drafts.find(member, before, visit.now()));
  NWD_TRY(auto other, room.drafts.find(member, after, visit.now()));
  return Pair{std::move(one), std::move(other)};
}

Result<http::Response> show_compare(Room& room, const Visit& visit) {
  NWD_TRY(const auto pair, pair_of(room, visit));
  const auto& say = visit.say;
  ui::Page page = visit.page("drafting-title");
  page.back_href = "/drafts";
  page.wide = true;
  page.body = join(heading(say("drafting-compare-heading")), paragraph(say("drafting-compare-what")),
                   pair_form(room, visit, asked(visit, "before"), asked(visit, "after")));
  if (!pair) return casework::answer(page);
  NWD_TRY(const auto found, room.changes(visit.session().member, pair->before->text, pair->after->text));
  if (found.error && found.error->code != Code::invalid) return fail(*found.error);
  if (!found.complete) return wait_page(visit, *pair->after, found, Tab::compare);
  page.body.add(subheading(say("drafting-by-meaning")));
  page.body.add(found.error ? paragraph(in_english(found.error->message)) : ChangeView(say, *found.changes).all());
  page.body.add(subheading(say("drafting-by-lines"))).add(lines_view(say, *pair));
  return casework::answer(page);
}

Result<http::Response> show_state(Room& room, const Visit& visit) {
  NWD_TRY(const auto pair, pair_of(room, visit));
  if (!pair) return fail(Code::not_found, "There is nothing to compare.");
  NWD_TRY(const auto found, room.changes(visit.session().member, pair->before->text, pair->after->text));
  return unless_found(visit, found);
}

}  // namespace

void add_compare_pages(const RoomPtr& room, casework::PageRoutes& routes) {
  routes
      .get("/drafts/compare", drafters(), "Who gains and who loses what between two charters",
           [room](const Visit& visit) { return show_compare(*room, visit); })
      .get("/drafts/compare/state", drafters().quietly(), "Whether the comparison is there",
           [room](const Visit& visit) { return show_state(*room, visit); });
}

}  // namespace nwd::drafting
