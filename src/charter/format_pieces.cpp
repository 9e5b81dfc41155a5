#include "charter/format_pieces.h"

#include <algorithm>
#include <utility>

namespace nwd::charter {
namespace {

class Cutter {
 public:
  Cutter(std::string_view text, std::span<const Token> tokens, std::span<const std::uint32_t> clauses)
      : text_(text), tokens_(tokens), clauses_(clauses) {
    for (const auto& token : tokens)
      if (token.kind != TokenKind::space && token.kind != TokenKind::comment) visible_.push_back(&token);
  }

  std::vector<Piece> run() {
    for (const auto& token : tokens_) {
      if (token.kind == TokenKind::comment)
        comment(token);
      else if (token.kind != TokenKind::space)
        add();
    }
    force_parts();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view spelt(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  [[nodiscard]] std::string_view spelt(std::size_t i) const {
    return i < visible_.size() ? spelt(*visible_[i]) : std::string_view{};
  }
  [[nodiscard]] bool symbol(std::size_t i, char c) const {
    return i < visible_.size() && visible_[i]->kind == TokenKind::symbol && text_[visible_[i]->span.begin] == c;
  }
  [[nodiscard]] bool symbol_in(std::size_t i, std::string_view any) const {
    return std::any_of(any.begin(), any.end(), [&](char c) { return symbol(i, c); });
  }
  [[nodiscard]] Word word(std::size_t i) const { return i < visible_.size() ? visible_[i]->word : Word::plain; }
  [[nodiscard]] bool plain(std::size_t i) const {
    return i < visible_.size() && visible_[i]->kind == TokenKind::word && visible_[i]->word == Word::plain;
  }
  [[nodiscard]] bool of_name(std::size_t i) const {
    return plain(i) || (i < visible_.size() && visible_[i]->kind == TokenKind::number);
  }

  void comment(const Token& token) {
    const auto words = without_trailing_blanks(spelt(token));
    if (token.first_on_line)
      above_.push_back(words);
    else
      out_.back().comment = words;
  }

  void add() {
    const std::size_t i = out_.size();
    if (symbol_in(i, ")]}")) --depth_;
    Piece piece;
    piece.text = spelt(i);
    piece.width = columns(piece.text);
    piece.space = symbol_in(i, ":,)]?.") || (i > 0 && symbol_in(i - 1, "([.")) ? 0 : 1;
    piece.level = level(i);
    piece.indent = indent(i, piece.level);
    piece.forced = !above_.empty() || (i > 0 && (!out_.back().comment.empty() || line_end_counts(i)));
    piece.above = std::exchange(above_, {});
    out_.push_back(std::move(piece));
    if (symbol_in(i, "([{")) ++depth_;
  }

  // Names end where their line does: `born` and `identified` on two lines are two names. After the number of a
  // duration the line end says nothing.
  [[nodiscard]] bool line_end_counts(std::size_t i) const {
    if (!visible_[i]->first_on_line || !of_name(i) || !of_name(i - 1)) return false;
    return plain(i - 1) || (i > 1 && of_name(i - 2));
  }

  [[nodiscard]] std::uint8_t level(std::size_t i) const {
    if (i == 0) return 0;
    if (part_begins(i)) return 1;
    const Word w = word(i);
    const bool joins = w == Word::and_ || w == Word::or_ || w == Word::but ||
                       (word(0) == Word::standard && (w == Word::while_ || w == Word::implies));
    return joins || symbol(i - 1, ',') ? static_cast<std::uint8_t>(std::min(2 + depth_, 250)) : std::uint8_t{0};
  }

  [[nodiscard]] std::uint32_t indent(std::size_t i, std::uint8_t level) const {
    const Word w = word(0);
    if (i == 0 || (symbol(i, '}') && w == Word::fact)) return 0;
    return level != 1 && (w == Word::rule || w == Word::example || w == Word::standard) ? 4 : 2;
  }

  // The parts that get a line of their own: clauses, `given` and `then`, fields.
  [[nodiscard]] bool part_begins(std::size_t i) const {
    switch (word(0)) {
      case Word::rule: return std::binary_search(clauses_.begin(), clauses_.end(), visible_[i]->span.begin);
      case Word::example: return word(i) == Word::given || word(i) == Word::then;
      case Word::source: return i == 3 || (i > 3 && spelt(i) == "applies");
      case Word::provision: return word(i) == Word::subject || visible_[i]->kind == TokenKind::string;
      case Word::standard: return i == 4;
      case Word::fact: return symbol(i, '}') || (depth_ > 0 && field_begins(i));
      default: return false;
    }
  }

  [[nodiscard]] bool field_begins(std::size_t i) const {
    if (symbol(i - 1, '{')) return true;
    if (!plain(i)) return false;
    if (symbol(i - 1, ',')) {
      std::size_t end = i + 1;
      while (of_name(end) && !visible_[end]->first_on_line) ++end;
      return symbol(end, ':');
    }
    return symbol(i - 1, '?') || (spelt(i - 1) == "Date" && symbol(i - 2, ':')) || line_end_counts(i);
  }

  // `given`, `then`, the first clause, and a clause that no comma sets apart begin lines, however short all is.
  void force_parts() {
    bool first = true;
    for (std::size_t i = 1; i < out_.size(); ++i) {
      if (out_[i].level != 1) continue;
      const bool apart = word(0) == Word::rule && (first || !symbol(i - 1, ','));
      out_[i].forced = out_[i].forced || apart || word(0) == Word::example;
      first = false;
    }
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::uint32_t> clauses_;
  std::vector<const Token*> visible_;
  std::vector<std::string_view> above_;
  std::vector<Piece> out_;
  int depth_ = 0;
};

}  // namespace

std::uint32_t columns(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string_view without_trailing_blanks(std::string_view comment) {
  return comment.substr(0, comment.find_last_not_of(" \t\r") + 1);
}

std::vector<Piece> pieces_of(std::string_view text, std::span<const Token> tokens,
                             std::span<const std::uint32_t> clauses) {
  return Cutter(text, tokens, clauses).run();
}

}  // namespace nwd::charter
