#include <fmt/format.h>
#include <fmt/ranges.h>

#include "proof/difference.h"
#include "proof/html_parts.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::none;

namespace {

std::string paragraph(std::string_view text) { return fmt::format("<p>{}</p>\n", escaped(text)); }

std::string labelled(std::string_view label, std::string_view text) {
  return fmt::format("<p><strong>{}</strong> {}</p>\n", escaped(label), escaped(text));
}

std::string rule_text(std::string_view label, const Named& named, const Side& side) {
  const auto id = !side.rules.empty() ? side.rules.front() : side.nearest ? side.nearest->rule : none;
  if (id == none) return labelled(label, "no rule");
  const auto span = named.charter.rules[id].span;
  const auto words = std::string_view(named.charter.text).substr(span.begin, span.end - span.begin);
  return fmt::format("<p><strong>{}</strong></p>\n<pre>{}</pre>\n", escaped(label), escaped(words));
}

std::string dependence(const Named& after, const Dependence& d) {
  return fmt::format("<section>\n<h2>{} on {}, which is sensitive: {}</h2>\n{}</section>\n",
                     d.newly ? "Newly hangs" : "No longer hangs", escaped(d.fact),
                     escaped(listed(after.charter, d.what)), paragraph(d.sentence));
}

std::string difference(const Named& before, const Named& after, const Difference& d) {
  auto out = fmt::format("<section>\n<h2>{} {}</h2>\n{}", d.direction == Direction::gains ? "Gains" : "Loses",
                         escaped(listed(after.charter, d.what)), paragraph(d.sentence));
  if (!d.only.empty()) out += labelled("Proved:", fmt::format("only {}.", fmt::join(d.only, "; only ")));
  out += fmt::format("<pre>{}</pre>\n", escaped(d.timeline));
  return out + rule_text("Before:", before, d.before) + rule_text("After:", after, d.after) + "</section>\n";
}

std::string list(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  auto out = fmt::format("<section>\n<h2>{}</h2>\n<ul>\n", escaped(heading));
  for (const auto& sentence : sentences) out += fmt::format("<li>{}</li>\n", escaped(sentence));
  return out + "</ul>\n</section>\n";
}

}  // namespace

std::string render_html_part(const Named& before, const Named& after, const Differences& d) {
  std::string out = paragraph(outcome_sentence(d));
  for (const auto& one : d.dependences)
    if (one.newly) out += dependence(after, one);
  for (const auto& one : d.found) out += difference(before, after, one);
  for (const auto& one : d.dependences)
    if (!one.newly) out += dependence(after, one);
  if (!d.same.empty()) out += labelled("The same, proved:", listed(after.charter, d.same));
  if (!d.unknown.empty()) out += labelled("Not known, as the time was up:", listed(after.charter, d.unknown));
  std::vector<std::string> besides;
  for (const auto& remark : d.remarks) besides.push_back(remark.sentence);
  out += list("Besides", besides) + list("Notes", d.notes);
  return out + labelled("Speaks of:", d.scope);
}

std::string render_html(const Named& before, const Named& after, const Differences& d) {
  return page_head(fmt::format("{}: what changed", after.charter.title)) +
         fmt::format("<h1>What changed</h1>\n<p>Before: {} ({}). After: {} ({}).</p>\n", escaped(before.charter.title),
                     escaped(before.file), escaped(after.charter.title), escaped(after.file)) +
         render_html_part(before, after, d) + "</main>\n</body>\n</html>\n";
}

}  // namespace nwd::proof
