// What each standard says of a charter: a word and a sign for each, and behind it the person whom the charter fails.
#include <algorithm>

#include "casework/pages_parts.h"
#include "drafting/drawing.h"
#include "drafting/room.h"
#include "drafting/verdicts.h"
#include "ui/components.h"

namespace nwd::drafting {

using casework::heading;
using casework::hint;
using casework::paragraph;
using proof::Status;
using proof::Verdict;
using ui::Html;
using ui::tag;

namespace {

struct Mark {
  Status status;
  std::string_view word;  // in addresses and messages
  const char* sign;
  const char* colour;
};
constexpr Mark marks[] = {{Status::fails, "fails", "✕", "govuk-tag--red"},
                          {Status::not_stated, "not-stated", "–", "govuk-tag--grey"},
                          {Status::unknown, "unknown", "?", "govuk-tag--yellow"},
                          {Status::holds, "holds", "✓", "govuk-tag--green"}};

const Mark& mark_of(Status status) {
  return *std::find_if(std::begin(marks), std::end(marks), [&](const Mark& m) { return m.status == status; });
}

std::string word_of(ui::Say say, const Mark& mark) { return say("drafting-is-" + std::string(mark.word)); }

class VerdictView {
 public:
  VerdictView(const Visit& visit, const Draft& draft, const Verdicts& verdicts)
      : say_(visit.say), draft_(draft), verdicts_(verdicts), lines_(verdicts.law().text) {}

  [[nodiscard]] Html filter(std::string_view shown) const {
    Html items;
    const auto item = [&](std::string_view word, const std::string& words) {
      ui::Attributes attributes{{"class", "govuk-link govuk-link--no-visited-state"}};
      attributes.href(draft_path(draft_.id, word.empty() ? "/verdicts" : "/verdicts?show=" + std::string(word)));
      if (word == shown) attributes.set("aria-current", "true");
      items.add(tag("li", {}, tag("a", attributes, words)));
    };
    item("", say_("drafting-all", {{"count", static_cast<std::int64_t>(verdicts_.all.size())}}));
    for (const auto& mark : marks)
      if (const auto n = count(mark.status); n > 0)
        item(mark.word, std::string(mark.sign) + " " + word_of(say_, mark) + " (" + std::to_string(n) + ")");
    return tag("nav", {{"class", "nwd-menu nwd-filter"}, {"aria-label", say_("drafting-filter")}},
               tag("ul", {}, items));
  }

  [[nodiscard]] Html all(std::string_view shown) const {
    Html out;
    for (std::size_t i = 0; i < verdicts_.all.size(); ++i) {
      const auto& v = verdicts_.all[i];
      const auto& mark = mark_of(v.status);
      if (shown.empty() || shown == mark.word) out.add(one(v, mark, i));
    }
    return out;
  }

 private:
  [[nodiscard]] std::int64_t count(Status status) const {
    return std::count_if(verdicts_.all.begin(), verdicts_.all.end(), [&](const auto& v) { return v.status == status; });
  }

  [[nodiscard]] Html one(const Verdict& v, const Mark& mark, std::size_t number) const {
    const Html sign = tag("span", {{"aria-hidden", "true"}}, mark.sign);
    const Html tagged = render(ui::Tag{.content = join(sign, ui::text(" " + word_of(say_, mark))),
                                       .classes = std::string("nwd-verdict__tag ") + mark.colour});
    const Html summary =
        join(tagged, tag("span", {{"class", "nwd-verdict__title"}, {"lang", "en"}}, v.standard + ": " + v.title));
    return render(ui::Details{.summary = summary,
                              .content = body(v, number),
                              .id = "standard-" + std::to_string(number + 1),
                              .classes = "nwd-verdict"});
  }

  [[nodiscard]] Html body(const Verdict& v, std::size_t number) const {
    Html out = tag("pre", {{"class", "nwd-code"}, {"lang", "en"}, {"tabindex", "0"}}, v.text);
    if (v.vacuous) out.add(paragraph(say_("drafting-vacuous")));
    if (!v.reason.empty()) out.add(paragraph(in_english(v.reason)));
    if (v.counterexample) out.add(counterexample(v, number));
    out.add(nearest(v)).add(suggestion(v)).add(provision(v)).add(services(v));
    if (!v.scope.empty()) out.add(hint(in_english(v.scope)));
    return out;
  }

  [[nodiscard]] Html counterexample(const Verdict& v, std::size_t number) const {
    const auto& c = *v.counterexample;
    const auto timeline = counterexample_timeline(say_, verdicts_.law(), c, "case-" + std::to_string(number + 1));
    const auto try_it = draft_path(draft_.id, "/person?from=" + v.standard);
    return join(
        tag("p", {{"class", "govuk-body nwd-sentence"}}, in_english(c.sentence)),
        tag("div", {{"class", "nwd-drawn"}}, render(timeline, say_)),
        render(ui::Button{.content = say_("drafting-try-this"), .href = try_it, .classes = "govuk-button--secondary"}));
  }

  [[nodiscard]] Html line_link(std::uint32_t offset) const {
    const auto line = lines_.line(offset);
    return casework::link(draft_path(draft_.id, "#" + line_anchor(line)),
                          say_("drafting-at-line", {{"line", static_cast<std::int64_t>(line)}}));
  }

  [[nodiscard]] Html nearest(const Verdict& v) const {
    if (!v.nearest || v.nearest->rule == charter::none) return {};
    const auto& law = verdicts_.law();
    const auto& rule = law.rules[v.nearest->rule];
    Html out = paragraph(join(ui::text(say_("drafting-nearest", {{"rule", std::string_view(rule.id)}}) + " "),
                              line_link(rule.span.begin)));
    out.add(tag("pre", {{"class", "nwd-code"}, {"lang", "en"}, {"tabindex", "0"}},
                lines_.declaration(lines_.line(rule.span.begin))));
    std::vector<ui::Content> cites;
    for (const auto id : v.nearest->sources) cites.emplace_back(in_english(law.sources[id].citation));
    return cites.empty() ? out : out.add(casework::bullets(cites));
  }

  [[nodiscard]] Html suggestion(const Verdict& v) const {
    if (!v.suggestion) return {};
    Html words = join(tag("strong", {}, say_("drafting-suggestion")), ui::text(" "), in_english(v.suggestion->text));
    if (v.suggestion->enough) words.add(ui::text(" " + say_("drafting-enough")));
    return render(ui::InsetText{.content = words});
  }

  [[nodiscard]] Html provision(const Verdict& v) const {
    if (v.provision == charter::none) return {};
    const auto& p = verdicts_.law().provisions[v.provision];
    return paragraph(
        join(ui::text(say_("drafting-answered-by") + " "), in_english("“" + p.text + "” "), line_link(p.span.begin)));
  }

  [[nodiscard]] Html services(const Verdict& v) const {
    Html out;
    const auto list = [&](std::string_view key, const std::vector<charter::ServiceId>& ids) {
      std::string words;
      for (const auto id : ids)
        if (id != charter::none) words += (words.empty() ? "" : ", ") + service_words(say_, verdicts_.law(), id);
      if (!words.empty()) out.add(paragraph(join(tag("strong", {}, say_(key)), ui::text(" " + words))));
    };
    list("drafting-fails-for", v.fails_for);
    list("drafting-holds-for", v.holds_for);
    list("drafting-unknown-for", v.unknown_for);
    return out;
  }

  const ui::Say say_;
  const Draft& draft_;
  const Verdicts& verdicts_;
  const LineIndex lines_;
};

std::string_view shown_in(const Visit& visit) {
  const auto wanted = visit.request.query_value("show").value_or("");
  for (const auto& mark : marks)
    if (mark.word == wanted) return mark.word;
  return {};
}

http::Response verdicts_page(const Visit& visit, const Draft& draft, const Verdicts& verdicts) {
  const auto shown = shown_in(visit);
  const VerdictView view(visit, draft, verdicts);
  ui::Page page = visit.page("drafting-title");
  page.body = join(heading(title_of(draft, verdicts.law(), visit.say), visit.say("drafting-caption")),
                   tabs(visit, draft.id, Tab::verdicts), paragraph(visit.say("drafting-verdicts-what")),
                   view.filter(shown), tag("div", {{"class", "nwd-verdicts"}}, view.all(shown)));
  page.back_href = "/drafts";
  page.wide = true;
  return casework::answer(page);
}

Result<http::Response> show_verdicts(Room& room, const Visit& visit) {
  NWD_TRY(const auto draft, room.drafts.find(visit.session().member, visit.request.parameter("id"), visit.now()));
  // What has errors cannot be proved: the charter's page says what to mend.
  NWD_TRY(const auto checked, room.check(draft->text));
  if (!checked.charter) return http::see_other(draft_path(draft->id));
  NWD_TRY(const auto found, room.verdicts(visit.session().member, draft->text));
  if (found.error) return fail(*found.error);
  if (!found.complete) return wait_page(visit, *draft, found, Tab::verdicts);
  return verdicts_page(visit, *draft, *found.verdicts);
}

Result<http::Response> show_state(Room& room, const Visit& visit) {
  NWD_TRY(const auto draft, room.drafts.find(visit.session().member, visit.request.parameter("id"), visit.now()));
  NWD_TRY(const auto found, room.verdicts(visit.session().member, draft->text));
  return unless_found(visit, found);
}

}  // namespace

void add_verdict_pages(const RoomPtr& room, casework::PageRoutes& routes) {
  routes
      .get("/drafts/{id}/verdicts", drafters(), "What each standard says of a charter",
           [room](const Visit& visit) { return show_verdicts(*room, visit); })
      .get("/drafts/{id}/verdicts/state", drafters().quietly(), "Whether the verdicts are there",
           [room](const Visit& visit) { return show_state(*room, visit); });
}

}  // namespace nwd::drafting
