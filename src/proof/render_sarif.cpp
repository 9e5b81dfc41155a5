#include <boost/json.hpp>

#include "proof/render.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;

namespace {

namespace json = boost::json;

// Columns of SARIF count UTF-16 units by default; the run says that these are code points.
json::object region(charter::Span span, std::string_view text) {
  const auto from = charter::position_of(text, span.begin);
  const auto to = charter::position_of(text, span.end);
  return {{"startLine", from.line}, {"startColumn", from.column}, {"endLine", to.line}, {"endColumn", to.column}};
}

json::object location(charter::Span span, std::string_view file, std::string_view text) {
  return {{"physicalLocation",
           json::object{{"artifactLocation", json::object{{"uri", file}}}, {"region", region(span, text)}}}};
}

// The rule or provision to look at; otherwise the title of the charter.
charter::Span span_of(const Charter& charter, const Verdict& v) {
  if (v.provision != none) return charter.provisions[v.provision].span;
  if (v.nearest && v.nearest->rule != none)
    return v.nearest->part.end > v.nearest->part.begin ? v.nearest->part : charter.rules[v.nearest->rule].span;
  return {0, 7};
}

std::string message(const Verdict& v) {
  std::string out = v.counterexample ? v.counterexample->sentence : v.reason;
  if (v.suggestion) out += " " + v.suggestion->text;
  return out.empty() ? v.title : out;
}

const char* level(Status status) {
  switch (status) {
    case Status::fails: return "error";
    case Status::not_stated: return "warning";
    default: return "note";
  }
}

// A standard of the charter may bear the name of a shared one.
std::string rule_id(const Verdict& v) { return v.shared ? v.standard : v.standard + "/own"; }

// Characters that a URI takes as they are, and slashes.
std::string uri(std::string_view path) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      out += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return out;
}

}  // namespace

std::string render_sarif(const Charter& charter, std::span<const Verdict> all, std::string_view file,
                         std::string_view text) {
  const auto address = uri(file);
  json::array rules;
  json::array results;
  for (const auto& v : all) {
    rules.push_back(json::object{{"id", rule_id(v)},
                                 {"shortDescription", json::object{{"text", v.title}}},
                                 {"fullDescription", json::object{{"text", v.text}}}});
    if (v.status == Status::holds) continue;
    json::object result{{"ruleId", rule_id(v)},
                        {"ruleIndex", rules.size() - 1},
                        {"kind", v.status == Status::unknown ? "open" : "fail"},
                        {"level", v.status == Status::unknown ? "none" : level(v.status)},
                        {"message", json::object{{"text", message(v)}}},
                        {"locations", json::array{location(span_of(charter, v), address, text)}}};
    if (v.counterexample) result["properties"] = json::object{{"timeline", v.counterexample->timeline}};
    results.push_back(std::move(result));
  }
  json::object driver{{"name", "nwd charter prove"}, {"rules", std::move(rules)}};
  json::object run{{"tool", json::object{{"driver", std::move(driver)}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"artifacts", json::array{json::object{{"location", json::object{{"uri", address}}},
                                                          {"sourceLanguage", "charter"}}}},
                   {"results", std::move(results)}};
  return json::serialize(json::object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"version", "2.1.0"},
                                      {"runs", json::array{std::move(run)}}});
}

}  // namespace nwd::proof
