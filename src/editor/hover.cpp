#include "editor/hover.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <set>

#include "charter/charter.h"
#include "editor/words.h"

namespace nwd::editor {

namespace syntax = charter::syntax;

namespace {

constexpr std::size_t longest_code = 4000;  // of a declaration that is shown; bytes

std::string quoted(std::string_view name) { return fmt::format("`{}`", name); }

std::string in_force(const syntax::Source& source) {
  std::string out = "in force";
  if (source.from) out += " from " + to_text(*source.from);
  if (source.until) out += " until " + to_text(*source.until);
  if (source.conduct_from) out += ", for conduct on or after " + to_text(*source.conduct_from);
  return out;
}

class Teller {
 public:
  Teller(const Analysis& all, std::string_view text) : all_(all), text_(text) {}

  Hover tell(const Use& use) {
    const Symbol& symbol = all_.names.symbols[use.symbol];
    out_.span = use.span;
    out_.title =
        fmt::format("{} {}", kind_name(symbol.kind), quoted(symbol.kind == Kind::service ? symbol.path : symbol.name));
    out_.code = code(symbol);
    switch (symbol.kind) {
      case Kind::fact: fact(symbol); break;
      case Kind::field: out_.title += fmt::format(" of {}", quoted(parent(symbol).name)); break;
      case Kind::value: out_.title += fmt::format(" of {}", quoted(parent(symbol).name)); break;
      case Kind::service: service(symbol, use.symbol); break;
      case Kind::source: source(symbol); break;
      case Kind::fund: out_.lines.push_back(all_.file.funds[symbol.place].title); break;
      case Kind::state: state(symbol); break;
      case Kind::rule: rule(symbol); break;
      case Kind::standard: standard(symbol); break;
      case Kind::immunity: immunity(use.symbol); break;
      case Kind::parameter: parameter(symbol); break;
      case Kind::row: out_.title += fmt::format(" of the list {}", parent_name(symbol)); break;
    }
    if (symbol.origin != Origin::own) out_.lines.emplace_back("Shared by all charters.");
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Symbol& parent(const Symbol& symbol) const { return all_.names.symbols[symbol.parent]; }
  [[nodiscard]] std::string parent_name(const Symbol& symbol) const {
    return symbol.parent == no_symbol ? "?" : quoted(parent(symbol).name);
  }
  [[nodiscard]] const syntax::File& file_of(const Symbol& symbol) const {
    return symbol.origin == Origin::own ? all_.file : library(symbol.origin).file;
  }

  [[nodiscard]] std::string code(const Symbol& symbol) const {
    const auto text = symbol.origin == Origin::own ? text_ : library(symbol.origin).text;
    const auto written = text.substr(symbol.whole.begin, symbol.whole.end - symbol.whole.begin);
    return std::string(written.size() > longest_code ? std::string_view{} : written);
  }

  void fact(const Symbol& symbol) {
    if (file_of(symbol).facts[symbol.place].sensitive)
      out_.lines.emplace_back("Sensitive: help should not hang on it. What is built on it is sensitive too.");
  }

  void service(const Symbol& symbol, SymbolId id) {
    std::vector<std::string> parts;
    for (const auto& other : all_.names.symbols)
      if (other.kind == Kind::service && other.parent == id) parts.push_back(quoted(other.name));
    if (!parts.empty()) out_.lines.push_back(fmt::format("Its parts: {}.", fmt::join(parts, ", ")));
    if (symbol.parent != no_symbol) out_.lines.push_back(fmt::format("A part of {}.", quoted(parent(symbol).path)));
    told_by("Owed by", id);
  }

  // The rules that name it.
  void told_by(const char* how, SymbolId id) {
    std::vector<std::string> rules;
    for (const auto* use : all_.names.of(id)) {
      const auto whole = declaration_at(all_.file, use->span.begin);
      for (const auto& rule : all_.file.rules)
        if (rule.span.begin == whole.begin && (rules.empty() || rules.back() != quoted(rule.id.text)))
          rules.push_back(quoted(rule.id.text));
    }
    if (!rules.empty()) out_.lines.push_back(fmt::format("{} {}.", how, fmt::join(rules, ", ")));
  }

  void source(const Symbol& symbol) {
    const auto& source = all_.file.sources[symbol.place];
    out_.lines.push_back(fmt::format("{}: {}.", source.citation, in_force(source)));
  }

  void state(const Symbol& symbol) {
    const auto through = sensitive_through(all_, symbol.whole);
    out_.lines.push_back(through.empty() ? "Not sensitive."
                                         : fmt::format("Sensitive: it rests on {}.", fmt::join(through, "; ")));
  }

  void cited(const std::vector<syntax::Name>& cites) {
    for (const auto& name : cites)
      for (const auto& source : all_.file.sources)
        if (source.id.text == name.text) {
          out_.lines.push_back(fmt::format("{}: {}, {}.", quoted(name.text), source.citation, in_force(source)));
          break;
        }
  }

  void rule(const Symbol& symbol) {
    const auto& rule = all_.file.rules[symbol.place];
    cited(rule.cites);
    for (const auto& other : all_.file.rules)
      if (!other.amended.missing() && other.amended.text == symbol.name)
        out_.lines.push_back(fmt::format("Amended by {}: {} for {}.", quoted(other.id.text),
                                         quoted(other.new_name.text), quoted(other.old_name.text)));
    const auto through = sensitive_through(all_, symbol.whole);
    if (!through.empty()) out_.lines.push_back(fmt::format("Sensitive: it rests on {}.", fmt::join(through, "; ")));
  }

  void parameter(const Symbol& symbol) {
    const auto& parameter = all_.file.parameters[symbol.place];
    cited(parameter.cites);
    for (const auto& value : parameter.values) cited(value.cites);
  }

  void standard(const Symbol& symbol) {
    out_.lines.push_back(file_of(symbol).standards[symbol.place].title + '.');
    for (const auto& provision : all_.file.provisions)
      if (provision.standard.text == symbol.name) cited(provision.cites);
  }

  void immunity(SymbolId id) {
    out_.title = fmt::format("immunity from {}", quoted(all_.names.symbols[id].name));
    out_.code.clear();
    told_by("Given by", id);
  }

  const Analysis& all_;
  std::string_view text_;
  Hover out_;
};

std::optional<Hover> hover_word(const Analysis& all, std::uint32_t offset) {
  const auto& tokens = all.file.tokens;
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                      [](std::uint32_t at, const auto& token) { return at < token.span.begin; });
  if (after == tokens.begin()) return std::nullopt;
  const auto& token = *(after - 1);
  const auto says = token.kind == charter::TokenKind::word ? help_for(token.word) : std::string_view{};
  if (says.empty()) return std::nullopt;
  return Hover{token.span, quoted(charter::spelling(token.word)), {}, {std::string(says)}};
}

std::string escaped(std::string_view line) {
  std::string out;
  bool in_code = false;
  for (const char c : line) {
    if (c == '`') in_code = !in_code;
    if (!in_code && std::string_view("\\*_[]<>#|~&!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// Longer than any run of backticks inside.
std::string fence_around(std::string_view code) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : code) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  return std::string(longest + 1, '`');
}

}  // namespace

std::vector<std::string> sensitive_through(const Analysis& all, Span declaration) {
  struct Step {
    Span span;
    std::string by;
  };
  std::vector<std::string> out;
  std::set<SymbolId> seen;
  std::deque<Step> rest{{declaration, {}}};
  while (!rest.empty()) {
    const auto step = rest.front();
    rest.pop_front();
    for (const auto* use : all.names.within(step.span)) {
      const Symbol& symbol = all.names.symbols[use->symbol];
      if (use->declares || !seen.insert(use->symbol).second) continue;
      if (symbol.kind == Kind::state) {
        rest.push_back({symbol.whole, step.by + (step.by.empty() ? "" : ", ") + quoted(symbol.name)});
      } else if (symbol.kind == Kind::fact) {
        const auto& facts = symbol.origin == Origin::own ? all.file.facts : library(symbol.origin).file.facts;
        if (facts[symbol.place].sensitive)
          out.push_back(quoted(symbol.name) + (step.by.empty() ? "" : ", through " + step.by));
      }
    }
  }
  return out;
}

std::optional<Hover> hover(const Analysis& all, std::string_view text, std::uint32_t offset) {
  const auto* use = all.names.at(offset);
  if (use == nullptr) return hover_word(all, offset);
  return Teller(all, text).tell(*use);
}

std::string markdown(const Hover& hover) {
  std::string out = "**" + escaped(hover.title) + "**\n";
  if (!hover.code.empty()) {
    const auto fence = fence_around(hover.code);
    out += fmt::format("\n{}charter\n{}\n{}\n", fence, hover.code, fence);
  }
  for (const auto& line : hover.lines) out += '\n' + escaped(line) + '\n';
  return out;
}

std::string plain_text(const Hover& hover) {
  std::string out = hover.title + '\n';
  if (!hover.code.empty()) out += '\n' + hover.code + '\n';
  for (const auto& line : hover.lines) out += '\n' + line + '\n';
  return out;
}

}  // namespace nwd::editor
