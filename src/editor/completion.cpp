#include "editor/completion.h"

#include <algorithm>
#include <initializer_list>

#include "editor/words.h"

namespace nwd::editor {
namespace {

using charter::Token;
using charter::TokenKind;
using charter::Word;

// The tokens of the declaration that stand before the cursor: first those that decide what may follow, then the run of
// plain words on the cursor's line, the beginning of what is being written.
struct Before {
  std::vector<Token> tokens{};
  std::vector<Token> run{};
  bool nothing_fits = false;  // in a comment or quoted text
  bool line_begins = false;   // nothing but one word stands before the cursor on its line, not indented
};

class Completer {
 public:
  Completer(const Analysis& all, std::string_view text, std::uint32_t offset)
      : all_(all), text_(text), offset_(offset) {}

  std::vector<Completion> run() {
    look_back();
    if (before_.nothing_fits) return {};
    if (before_.line_begins) {
      words(declaration_words());
      return std::move(out_);
    }
    if (ends_with('.'))
      fields();
    else
      by_word();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view spelt(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  [[nodiscard]] bool is_symbol(const Token& token, char c) const {
    return token.kind == TokenKind::symbol && text_[token.span.begin] == c;
  }
  [[nodiscard]] bool ends_with(char c) const { return !before_.tokens.empty() && is_symbol(before_.tokens.back(), c); }
  static bool is_plain(const Token& token) {
    return (token.kind == TokenKind::word && token.word == Word::plain) || token.kind == TokenKind::number;
  }

  // Whether the cursor stands in a comment or a quoted text. Neither a comment nor a text that is not closed has an end
  // on its line.
  [[nodiscard]] bool is_inside(const Token& token) const {
    if (token.kind != TokenKind::comment && token.kind != TokenKind::string) return false;
    const auto written = spelt(token);
    const bool closed = token.kind == TokenKind::string && written.size() > 1 && written.back() == '"';
    return token.span.begin < offset_ && (offset_ < token.span.end || (!closed && offset_ == token.span.end));
  }

  void look_back() {
    const auto& declarations = all_.file.declarations;
    const auto next = std::upper_bound(declarations.begin(), declarations.end(), offset_);
    const auto begin = next == declarations.begin() ? 0 : *(next - 1);
    auto& tokens = before_.tokens;
    for (const auto& token : all_.file.tokens) {
      if (token.span.end <= begin || token.kind == TokenKind::end) continue;
      if (is_inside(token)) before_.nothing_fits = true;
      if (token.span.begin >= offset_) break;
      if (token.kind == TokenKind::space || token.kind == TokenKind::comment) continue;
      tokens.push_back(token);
      tokens.back().span.end = std::min(token.span.end, offset_);
    }
    const auto line = text_.substr(0, offset_).rfind('\n');
    const auto line_begin = line == std::string_view::npos ? 0 : static_cast<std::uint32_t>(line + 1);
    take_run(line_begin);
    const auto written = text_.substr(line_begin, offset_ - line_begin);
    before_.line_begins = written.find_first_of(" \t") == std::string_view::npos;
  }

  void take_run(std::uint32_t line_begin) {
    auto& tokens = before_.tokens;
    // A word of the grammar that touches the cursor may be the beginning of another: "st", "start".
    const bool touches = !tokens.empty() && tokens.back().span.end == offset_ && tokens.back().kind == TokenKind::word;
    while (!tokens.empty() && tokens.back().span.begin >= line_begin &&
           (is_plain(tokens.back()) || (touches && before_.run.empty()))) {
      before_.run.insert(before_.run.begin(), tokens.back());
      tokens.pop_back();
    }
  }

  // The word of the grammar that governs a list of names before the cursor: `cites` in "cites A, B, ".
  [[nodiscard]] std::size_t governing() const {
    std::size_t at = before_.tokens.size();
    while (at > 0) {
      const Token& token = before_.tokens[at - 1];
      if (!is_plain(token) && !is_symbol(token, ',') && !is_symbol(token, '>')) break;
      --at;
    }
    return at;
  }

  [[nodiscard]] Word word_at(std::size_t place) const {  // counted from 1; 0 is none
    if (place == 0 || before_.tokens[place - 1].kind != TokenKind::word) return Word::plain;
    return before_.tokens[place - 1].word;
  }

  void by_word() {
    const auto place = governing();
    const Word word = word_at(place);
    const Word before = place > 0 ? word_at(place - 1) : Word::plain;
    if (word == Word::cites) return names({Kind::source});
    if (word == Word::funded || (word == Word::by && before == Word::funded)) return names({Kind::fund});
    if (word == Word::provision) return names({Kind::standard});
    if (word == Word::is) return values(place);
    if (word == Word::of && place > 2 && word_at(place - 2) == Word::is) return values(place - 2);
    if (word == Word::of && before == Word::independent) return names({Kind::fact});
    if (word == Word::in && in(Word::rule)) return names({Kind::rule});
    if (word == Word::from && before == Word::immune) return names({Kind::immunity});
    if (word == Word::owed || word == Word::includes) {
      names({Kind::service});
      if (before_.tokens.size() > place || !before_.run.empty()) clauses_too();
      return;
    }
    if (word == Word::for_ && in(Word::fund)) return names({Kind::service});
    if (word == Word::given || in(Word::example)) {
      names({Kind::fact, Kind::service});
      words(example_words());
      return;
    }
    days();
  }

  [[nodiscard]] bool in(Word declaration) const {
    return !before_.tokens.empty() && before_.tokens.front().word == declaration;
  }

  void clauses_too() {
    if (in(Word::rule)) words(clause_words());
  }

  void days() {
    clauses_too();
    names({Kind::state, Kind::fact, Kind::parameter});
    for (const auto& word : before_.run)
      if (const auto fact = find(Kind::fact, spelt(word)); fact != no_symbol && holds_services(fact))
        names({Kind::service});
    words(expression_words());
  }

  [[nodiscard]] bool holds_services(SymbolId fact) const {
    const Symbol& symbol = all_.names.symbols[fact];
    const auto& facts = symbol.origin == Origin::own ? all_.file.facts : library(symbol.origin).file.facts;
    return facts[symbol.place].self.shape == charter::syntax::FactShape::state_per_service;
  }

  [[nodiscard]] SymbolId find(Kind kind, std::string_view name, SymbolId parent = no_symbol) const {
    const auto& symbols = all_.names.symbols;
    for (SymbolId id = 0; id < symbols.size(); ++id)
      if (symbols[id].kind == kind && symbols[id].parent == parent && symbols[id].name == name) return id;
    return no_symbol;
  }

  // The words of a name that ends before the place.
  [[nodiscard]] std::string name_before(std::size_t place) const {
    std::string out;
    for (; place > 0 && is_plain(before_.tokens[place - 1]); --place) {
      if (!out.empty()) out.insert(0, 1, ' ');
      out.insert(0, spelt(before_.tokens[place - 1]));
    }
    return out;
  }

  // The list whose row is called so in this declaration: "some action a:".
  [[nodiscard]] SymbolId list_of(std::string_view row) const {
    for (std::size_t i = before_.tokens.size(); i-- > 1;) {
      if (!is_symbol(before_.tokens[i], ':') || spelt(before_.tokens[i - 1]) != row) continue;
      const auto list = find(Kind::fact, name_before(i - 1));
      if (list != no_symbol) return list;
    }
    return no_symbol;
  }

  void fields() {
    const auto place = before_.tokens.size() - 1;
    const auto list = place > 0 ? list_of(spelt(before_.tokens[place - 1])) : no_symbol;
    children(Kind::field, list);
  }

  // `place` is that of `is`.
  void values(std::size_t place) {
    const std::size_t last = place - 1;
    const bool of_row = last >= 3 && is_symbol(before_.tokens[last - 2], '.');
    const auto list = of_row ? list_of(spelt(before_.tokens[last - 3])) : no_symbol;
    children(Kind::value,
             of_row ? find(Kind::field, spelt(before_.tokens[last - 1]), list) : find(Kind::fact, name_before(last)));
  }

  void children(Kind kind, SymbolId parent) {
    if (parent == no_symbol) return;
    for (const auto& symbol : all_.names.symbols)
      if (symbol.kind == kind && symbol.parent == parent) add(symbol.name, std::string(kind_name(kind)), kind);
  }

  void names(std::initializer_list<Kind> kinds) {
    for (const auto& symbol : all_.names.symbols)
      if (std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end())
        add(symbol.kind == Kind::service ? symbol.path : symbol.name, detail(symbol), symbol.kind);
  }

  [[nodiscard]] std::string detail(const Symbol& symbol) const {
    const auto& file = symbol.origin == Origin::own ? all_.file : library(symbol.origin).file;
    std::string out(kind_name(symbol.kind));
    if (symbol.kind == Kind::source) out += ": " + file.sources[symbol.place].citation;
    if (symbol.kind == Kind::fund) out += ": " + file.funds[symbol.place].title;
    if (symbol.kind == Kind::standard) out += ": " + file.standards[symbol.place].title;
    return out;
  }

  void words(std::span<const WordHelp> list) {
    for (const auto& help : list) {
      add(std::string(help.written), std::string(help.says), Kind::fact);
      out_.back().keyword = true;
    }
  }

  void add(std::string text, std::string detail, Kind kind) {
    Completion item;
    item.replaces = written_of(text);
    item.text = std::move(text);
    item.detail = std::move(detail);
    item.kind = kind;
    out_.push_back(std::move(item));
  }

  // The longest end of the run that the candidate begins with; otherwise the word at the cursor.
  [[nodiscard]] Span written_of(std::string_view candidate) const {
    for (const auto& word : before_.run)
      if (candidate.starts_with(text_.substr(word.span.begin, offset_ - word.span.begin)))
        return {word.span.begin, offset_};
    const bool touches = !before_.run.empty() && before_.run.back().span.end == offset_;
    return {touches ? before_.run.back().span.begin : offset_, offset_};
  }

  const Analysis& all_;
  std::string_view text_;
  std::uint32_t offset_;
  Before before_;
  std::vector<Completion> out_;
};

}  // namespace

std::vector<Completion> complete(const Analysis& all, std::string_view text, std::uint32_t offset) {
  return Completer(all, text, offset).run();
}

}  // namespace nwd::editor
