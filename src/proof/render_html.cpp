#include <fmt/format.h>

#include "proof/html_parts.h"
#include "proof/render.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;

namespace {

std::string status_cell(const Verdict& v) {
  const auto css = v.status == Status::not_stated ? "not-stated" : std::string(name(v.status));
  return fmt::format("<span class=\"{}\">{}{}</span>", css, name(v.status), v.vacuous ? " (vacuous)" : "");
}

std::string paragraph(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  return label.empty() ? fmt::format("<p>{}</p>\n", escaped(text))
                       : fmt::format("<p><strong>{}</strong> {}</p>\n", escaped(label), escaped(text));
}

std::string services_text(const Charter& charter, const std::vector<charter::ServiceId>& ids) {
  std::string out;
  for (const auto id : ids)
    if (id != none) out += (out.empty() ? "" : ", ") + service_words(charter, id);
  return out;
}

std::string mentions_text(const Charter& charter, const Verdict& v) {
  std::string out;
  for (const auto id : v.mentions) out += (out.empty() ? "" : ", ") + charter.rules[id].id;
  return out.empty() ? out
                     : out + (v.depends ? "; what is owed depends on it" : "; what is owed does not depend on it");
}

std::string lines_of(charter::Span span, std::string_view text) {
  const auto begin = span.begin == 0 ? 0 : text.rfind('\n', span.begin - 1) + 1;
  const auto end = text.find('\n', span.end);
  return std::string(text.substr(begin, end == std::string_view::npos ? end : end - begin));
}

std::string section(const Charter& charter, const Verdict& v, std::string_view text) {
  auto out = fmt::format("<section>\n<h2>{}: {}</h2>\n<p>{}</p>\n<pre>{}</pre>\n", escaped(v.standard),
                         escaped(v.title), status_cell(v), escaped(v.text));
  out += paragraph({}, v.reason);
  if (v.counterexample) {
    out += paragraph({}, v.counterexample->sentence);
    out += fmt::format("<pre>{}</pre>\n", escaped(v.counterexample->timeline));
  }
  out += paragraph("Fails for:", services_text(charter, v.fails_for));
  out += paragraph("Holds for:", services_text(charter, v.holds_for));
  out += paragraph("Mentioned by:", mentions_text(charter, v));
  if (v.nearest && v.nearest->rule != none) {
    out += paragraph("Nearest rule:", charter.rules[v.nearest->rule].id);
    out += fmt::format("<pre>{}</pre>\n", escaped(lines_of(charter.rules[v.nearest->rule].span, text)));
  }
  if (v.provision != none)
    out += fmt::format("<pre>{}</pre>\n", escaped(lines_of(charter.provisions[v.provision].span, text)));
  if (v.suggestion)
    out += paragraph("What to change:", v.suggestion->text + (v.suggestion->enough ? " (With that it holds.)" : ""));
  return out + paragraph("Speaks of:", v.scope) + "</section>\n";
}

}  // namespace

std::string render_html(const Charter& charter, std::span<const Verdict> all, std::string_view file,
                        std::string_view text) {
  auto out = page_head("Verdicts: " + charter.title);
  out += fmt::format("<h1>{}</h1>\n<p>{}</p>\n", escaped(charter.title), escaped(file));
  out +=
      "<table>\n<caption>Verdicts</caption>\n<thead><tr><th scope=\"col\">Standard</th><th scope=\"col\">Says</th>"
      "<th scope=\"col\">Verdict</th></tr></thead>\n<tbody>\n";
  for (const auto& v : all)
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", escaped(v.standard),
                       escaped(v.title), status_cell(v));
  out += "</tbody>\n</table>\n";
  for (const auto& v : all) out += section(charter, v, text);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace nwd::proof
