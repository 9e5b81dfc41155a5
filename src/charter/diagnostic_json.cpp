#include <boost/json.hpp>

#include "charter/diagnostic.h"

namespace nwd::charter {
namespace {

boost::json::object place(Span span, std::string_view text) {
  const auto from = position_of(text, span.begin);
  const auto to = position_of(text, span.end);
  return {{"begin", span.begin},   {"end", span.end},     {"line", from.line},
          {"column", from.column}, {"end_line", to.line}, {"end_column", to.column}};
}

boost::json::object json_of(const Diagnostic& d, std::string_view text) {
  boost::json::object out{{"severity", d.severity == Severity::error ? "error" : "warning"},
                          {"code", d.code},
                          {"message", d.message},
                          {"span", place(d.span, text)},
                          {"label", d.label}};
  boost::json::array related;
  for (const auto& label : d.related)
    related.push_back(boost::json::object{{"span", place(label.span, text)}, {"text", label.text}});
  out["related"] = std::move(related);
  out["notes"] = boost::json::value_from(d.notes);
  if (d.suggestion)
    out["suggestion"] = boost::json::object{{"span", place(d.suggestion->span, text)},
                                            {"replacement", d.suggestion->replacement},
                                            {"text", d.suggestion->text}};
  return out;
}

}  // namespace

std::string render_json(std::span<const Diagnostic> all, std::string_view file, std::string_view text) {
  boost::json::array list;
  for (const auto& d : all) list.push_back(json_of(d, text));
  return boost::json::serialize(boost::json::object{{"file", file}, {"diagnostics", std::move(list)}});
}

}  // namespace nwd::charter
