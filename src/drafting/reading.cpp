#include "drafting/reading.h"

#include <algorithm>

#include "base/text.h"
#include "casework/pages_parts.h"
#include "drafting/room.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::drafting {

using charter::Charter;
using charter::none;
using ui::Html;
using ui::Say;
using ui::tag;

namespace {

constexpr std::size_t most_lines = 8000;  // more than that nobody reads on a screen

// Lines [first, last], and what stands beside them.
struct Beside {
  std::uint32_t first = 1;
  std::uint32_t last = 1;
  Html side{};
  bool wrong = false;
};

Html note(const ui::Content& content) { return tag("p", {{"class", "nwd-law__note"}}, content.html()); }

std::string in_force(Say say, const charter::Source& source) {
  const auto from = ui::day_text(source.from, say);
  const auto until = ui::day_text(source.until, say);
  std::string out;
  if (source.from > distant_past && source.until < distant_future)
    out = say("drafting-in-force-between", {{"from", std::string_view(from)}, {"until", std::string_view(until)}});
  else if (source.from > distant_past)
    out = say("drafting-in-force-from", {{"from", std::string_view(from)}});
  else if (source.until < distant_future)
    out = say("drafting-in-force-until", {{"until", std::string_view(until)}});
  else
    out = say("drafting-in-force-always");
  if (!source.conduct_from) return out;
  const auto conduct = ui::day_text(*source.conduct_from, say);
  return out + " " + say("drafting-conduct-from", {{"from", std::string_view(conduct)}});
}

Html link_to(std::uint32_t line, const ui::Content& words) { return casework::link("#" + line_anchor(line), words); }

class Sides {
 public:
  Sides(Say say, const Charter& charter, const LineIndex& index)
      : say_(say), charter_(charter), index_(index), amended_(charter.rules.size()), citing_(charter.sources.size()) {
    for (charter::RuleId id = 0; id < charter.rules.size(); ++id) {
      const auto& rule = charter.rules[id];
      if (rule.amends != none) amended_[rule.amends].push_back(id);
      for (const auto source : rule.cites) citing_[source].push_back(link_to(line(rule.span), rule.id));
    }
    for (const auto& p : charter.provisions)
      for (const auto source : p.cites) citing_[source].push_back(link_to(line(p.span), p.standard));
  }

  void all(std::vector<Beside>& out) const {
    for (charter::RuleId id = 0; id < charter_.rules.size(); ++id)
      out.push_back(beside(charter_.rules[id].span, rule(id)));
    for (const auto& p : charter_.provisions) out.push_back(beside(p.span, provision(p)));
    for (charter::SourceId id = 0; id < charter_.sources.size(); ++id)
      if (auto side = cited_by(id); !side.empty()) out.push_back(beside(charter_.sources[id].span, std::move(side)));
  }

 private:
  [[nodiscard]] std::uint32_t line(charter::Span span) const { return index_.line(span.begin); }
  [[nodiscard]] Beside beside(charter::Span span, Html side) const {
    return {index_.comment_above(line(span)), index_.last_of(line(span)), std::move(side)};
  }

  [[nodiscard]] Html source(charter::SourceId id) const {
    const auto& s = charter_.sources[id];
    return join(note(join(link_to(line(s.span), s.id), ui::text(" "), in_english(s.citation))),
                tag("p", {{"class", "nwd-law__dates"}}, in_force(say_, s)));
  }
  [[nodiscard]] Html sources(const std::vector<charter::SourceId>& ids) const {
    Html out;
    for (const auto id : ids) out.add(source(id));
    return out.empty() ? note(say_("drafting-no-source")) : out;
  }
  [[nodiscard]] Html title(std::string_view words) const { return tag("p", {{"class", "nwd-law__title"}}, words); }
  [[nodiscard]] Html reserve(bool subject) const {
    if (!subject) return {};
    return note(render(ui::Tag{.content = say_("drafting-appropriations"), .classes = "govuk-tag--yellow"}));
  }

  [[nodiscard]] Html rule(charter::RuleId id) const {
    const auto& r = charter_.rules[id];
    Html out = title(say_("drafting-rule-rests", {{"rule", std::string_view(r.id)}}));
    out.add(sources(r.cites)).add(reserve(r.subject_to_appropriations));
    if (r.amends != none)
      out.add(note(join(ui::text(say_("drafting-amends") + " "),
                        link_to(line(charter_.rules[r.amends].span), charter_.rules[r.amends].id))));
    return out.add(amended(id));
  }
  [[nodiscard]] Html amended(charter::RuleId id) const {
    Html links;
    for (const auto other : amended_[id])
      links.add(ui::text(" ")).add(link_to(line(charter_.rules[other].span), charter_.rules[other].id));
    return links.empty() ? Html() : note(join(ui::text(say_("drafting-amended-by")), links));
  }
  [[nodiscard]] Html provision(const charter::Provision& p) const {
    const bool shall = p.modality == charter::Modality::shall;
    return join(title(say_("drafting-answers", {{"standard", std::string_view(p.standard)}})),
                note(render(ui::Tag{.content = say_(shall ? "drafting-shall" : "drafting-may"),
                                    .classes = shall ? "govuk-tag--green" : "govuk-tag--yellow"})),
                sources(p.cites), reserve(p.subject_to_appropriations));
  }
  [[nodiscard]] Html cited_by(charter::SourceId id) const {
    Html links;
    for (const auto& link : citing_[id]) links.add(ui::text(" ")).add(link);
    return links.empty() ? Html() : note(join(ui::text(say_("drafting-cited-by")), links));
  }

  Say say_;
  const Charter& charter_;
  const LineIndex& index_;
  std::vector<std::vector<charter::RuleId>> amended_;
  std::vector<std::vector<Html>> citing_;
};

Html diagnostic_side(Say say, const charter::Diagnostic& d) {
  const bool error = d.severity == charter::Severity::error;
  Html out = tag("p", {{"class", "nwd-law__title"}}, say(error ? "drafting-error" : "drafting-warning"),
                 ui::text(" " + d.code));
  out.add(note(in_english(d.message)));
  if (!d.label.empty()) out.add(note(in_english(d.label)));
  for (const auto& n : d.notes) out.add(note(in_english(n)));
  if (d.suggestion) {
    out.add(note(in_english(d.suggestion->text)));
    if (!d.suggestion->replacement.empty())
      out.add(note(join(ui::text(say("drafting-write-instead") + " "),
                        tag("code", {{"class", "nwd-code"}}, d.suggestion->replacement))));
  }
  return out;
}

void add_diagnostics(Say say, const LineIndex& index, const charter::Checked& checked, std::vector<Beside>& out) {
  for (const auto& d : checked.diagnostics) {
    const auto line = index.line(d.span.begin);
    out.push_back({line, line, diagnostic_side(say, d), d.severity == charter::Severity::error});
  }
}

// In order, without overlap.
std::vector<Beside> merged(std::vector<Beside> all) {
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.wrong && !b.wrong;  // what is wrong is read first
  });
  std::vector<Beside> out;
  for (auto& one : all) {
    if (out.empty() || one.first > out.back().last) {
      out.push_back(std::move(one));
      continue;
    }
    auto& last = out.back();
    last.last = std::max(last.last, one.last);
    last.wrong = last.wrong || one.wrong;
    last.side.add(one.side);
  }
  return out;
}

class Lines {
 public:
  explicit Lines(std::string_view text) : lines_(split(text, '\n')) {
    if (lines_.size() > 1 && lines_.back().empty()) lines_.pop_back();
    shown_ = std::min(lines_.size(), most_lines);
  }
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(shown_); }
  [[nodiscard]] bool all() const { return shown_ == lines_.size(); }

  // Lines [first, last] with what stands beside them.
  [[nodiscard]] Html part(std::uint32_t first, std::uint32_t last, const Html& side, bool wrong) const {
    Html items;
    for (auto n = first; n <= std::min(last, count()); ++n) items.add(line(n));
    Html list = tag("ol", {{"class", "nwd-law__lines"}, {"start", first}, {"lang", "en"}}, items);
    if (!side.empty()) list.add(tag("div", {{"class", "nwd-law__side"}}, side));
    return tag("div", {{"class", wrong ? "nwd-law__part nwd-law__part--wrong" : "nwd-law__part"}}, list);
  }

 private:
  [[nodiscard]] Html line(std::uint32_t n) const {
    const auto words = lines_[n - 1];
    const bool comment = trim(words).starts_with('#');
    return tag("li", {{"id", line_anchor(n)}, {"class", comment ? "nwd-law__comment" : ""}}, tag("code", {}, words));
  }
  std::vector<std::string_view> lines_;
  std::size_t shown_ = 0;
};

}  // namespace

Html reading(Say say, std::string_view text, const charter::Checked& checked) {
  const LineIndex index(text);
  std::vector<Beside> beside;
  if (checked.charter) Sides(say, *checked.charter, index).all(beside);
  add_diagnostics(say, index, checked, beside);
  const Lines lines(text);
  Html out;
  std::uint32_t next = 1;
  for (const auto& one : merged(std::move(beside))) {
    if (one.first > lines.count()) break;
    if (next < one.first) out.add(lines.part(next, one.first - 1, {}, false));
    out.add(lines.part(one.first, one.last, one.side, one.wrong));
    next = one.last + 1;
  }
  if (next <= lines.count()) out.add(lines.part(next, lines.count(), {}, false));
  if (!lines.all()) out.add(casework::hint(say("drafting-more-lines")));
  return tag("div", {{"class", "nwd-law"}}, out);
}

Html findings(Say say, std::string_view text, const charter::Checked& checked) {
  const auto count = static_cast<std::int64_t>(checked.diagnostics.size());
  if (count == 0) return tag("p", {{"class", "govuk-body"}, {"role", "status"}}, say("drafting-no-errors"));
  const LineIndex index(text);
  std::vector<ui::ErrorLink> links;
  for (const auto& d : checked.diagnostics) {
    const std::int64_t line = index.line(d.span.begin);
    links.push_back({.content = join(ui::text(say("drafting-line", {{"line", line}}) + " "), in_english(d.message)),
                     .href = "#" + line_anchor(static_cast<std::uint32_t>(line))});
  }
  if (checked.charter) {
    std::vector<ui::Content> items;
    for (const auto& link : links) items.emplace_back(casework::link(link.href, link.content));
    return render(
        ui::InsetText{.content = join(tag("p", {{"class", "govuk-body"}}, say("drafting-warnings", {{"count", count}})),
                                      casework::bullets(items))});
  }
  return render(ui::ErrorSummary{.title = say("drafting-errors", {{"count", count}}), .errors = links});
}

}  // namespace nwd::drafting
