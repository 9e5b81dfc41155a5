#include "editor/rename.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "charter/token.h"

namespace nwd::editor {
namespace {

using charter::TokenKind;
using charter::Word;

constexpr std::size_t longest_name = 200;

bool is_one_word(Kind kind) {
  return kind == Kind::source || kind == Kind::fund || kind == Kind::rule || kind == Kind::standard ||
         kind == Kind::row;
}

// "prosecution for prostitution", "age of majority"
bool may_hold(Kind kind, Word word) {
  if (kind == Kind::parameter) return word == Word::of;
  return kind == Kind::immunity &&
         (word == Word::for_ || word == Word::of || word == Word::in || word == Word::by || word == Word::with);
}

// One or more words joined by single blanks, as the parser reads names.
Result<void> is_name(Kind kind, std::string_view text) {
  if (text.empty() || text.size() > longest_name || !is_utf8(text))
    return fail(Code::invalid, "A name is one or more words, at most 200 bytes.");
  std::vector<charter::Diagnostic> wrong;
  const auto tokens = charter::tokens_of(text, wrong);
  std::size_t words = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const auto spelt = text.substr(tokens[i].span.begin, tokens[i].span.end - tokens[i].span.begin);
    if (i % 2 == 1) {
      if (spelt != " ") return fail(Code::invalid, "Between the words of a name stands one blank.");
      continue;
    }
    ++words;
    const bool inside = words > 1 && i + 2 < tokens.size();
    if (tokens[i].kind == TokenKind::word && tokens[i].word != Word::plain &&
        !(inside && may_hold(kind, tokens[i].word)))
      return fail(Code::invalid, fmt::format("`{}` has a meaning of its own and cannot be part of a name.", spelt));
    if (tokens[i].kind != TokenKind::word && !(tokens[i].kind == TokenKind::number && words > 1))
      return fail(Code::invalid, "A name is made of words; it begins with a letter.");
  }
  if (text.ends_with(' ')) return fail(Code::invalid, "A name does not end with a blank.");
  if (words > 1 && is_one_word(kind))
    return fail(Code::invalid, fmt::format("The name of a {} is one word.", kind_name(kind)));
  return {};
}

bool share_names(Kind a, Kind b) {
  const auto in_expressions = [](Kind kind) {
    return kind == Kind::fact || kind == Kind::state || kind == Kind::parameter;
  };
  return a == b || (in_expressions(a) && in_expressions(b));
}

Result<void> is_free(const Names& names, const Symbol& symbol, std::string_view name) {
  if (symbol.kind == Kind::row) return {};
  for (const auto& other : names.symbols) {
    const bool same_place = other.parent == symbol.parent && share_names(other.kind, symbol.kind);
    if (!same_place || other.name != name || &other == &symbol) continue;
    return fail(Code::conflict, fmt::format("There is a {} `{}` already{}.", kind_name(other.kind), name,
                                            other.origin == Origin::own ? "" : ", which all charters share"));
  }
  return {};
}

bool said_by_standards(const std::string& immunity) {
  const auto& standards = library(Origin::standards).file.standards;
  return std::any_of(standards.begin(), standards.end(),
                     [&](const auto& standard) { return standard.immunity.text == immunity; });
}

// Where a byte of the old text stands after the edits; `edits` begin and end at names.
class Moved {
 public:
  explicit Moved(const std::vector<TextEdit>& edits) : edits_(edits) {}
  std::uint32_t operator()(std::uint32_t offset) {
    while (next_ < edits_.size() && edits_[next_].span.end <= offset) shift_ += growth(edits_[next_++]);
    return static_cast<std::uint32_t>(offset + shift_);
  }

 private:
  static std::int64_t growth(const TextEdit& edit) {
    return static_cast<std::int64_t>(edit.text.size()) - (edit.span.end - edit.span.begin);
  }
  const std::vector<TextEdit>& edits_;
  std::size_t next_ = 0;
  std::int64_t shift_ = 0;
};

bool same_uses(const Analysis& before, const Analysis& after, const std::vector<TextEdit>& edits) {
  const auto& a = before.names.uses;
  const auto& b = after.names.uses;
  Moved moved(edits);
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const Use& x, const Use& y) {
           return x.symbol == y.symbol && x.declares == y.declares && moved(x.span.begin) == y.span.begin;
         });
}

std::vector<std::string> codes(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const auto& d : analysis.diagnostics) out.push_back(d.code);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Result<Use> renameable(const Analysis& all, std::uint32_t offset) {
  const auto* use = all.names.at(offset);
  if (use == nullptr) return fail(Code::conflict, "There is no name here that this text declares.");
  const Symbol& symbol = all.names.symbols[use->symbol];
  if (symbol.origin != Origin::own)
    return fail(Code::conflict, fmt::format("The {} `{}` is shared by all charters; it is not this text's to rename.",
                                            kind_name(symbol.kind), symbol.name));
  const bool of_others = symbol.kind == Kind::fact || symbol.kind == Kind::field || symbol.kind == Kind::value ||
                         symbol.kind == Kind::service || symbol.kind == Kind::standard;
  if (all.file.library && of_others)
    return fail(Code::conflict,
                fmt::format("Other charters use the {}s of a library: renaming `{}` here would break them.",
                            kind_name(symbol.kind), symbol.name));
  if (symbol.kind == Kind::immunity && said_by_standards(symbol.name))
    return fail(Code::conflict, fmt::format("The standards that all charters share say `{}`.", symbol.name));
  return *use;
}

Result<std::vector<TextEdit>> rename(const Analysis& all, std::string_view text, std::uint32_t offset,
                                     std::string_view new_name) {
  NWD_TRY(const auto at, renameable(all, offset));
  const Symbol& symbol = all.names.symbols[at.symbol];
  NWD_CHECK(is_name(symbol.kind, new_name));
  NWD_CHECK(is_free(all.names, symbol, new_name));
  std::vector<TextEdit> edits;
  for (const auto* use : all.names.of(at.symbol)) edits.push_back({use->span, std::string(new_name)});
  const auto after = analyse(edited(text, edits));
  if (!same_uses(all, after, edits) || codes(all) != codes(after))
    return fail(Code::conflict, fmt::format("With the name `{}` the text would mean something else.", new_name));
  return edits;
}

}  // namespace nwd::editor
