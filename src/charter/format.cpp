#include "charter/format.h"

#include <algorithm>

#include "base/text.h"
#include "charter/format_lines.h"
#include "charter/parser.h"

namespace nwd::charter {
namespace {

constexpr std::size_t property_column = 63;  // of standards whose title is short enough

struct Declaration {
  Word word = Word::plain;
  std::span<const Token> body;   // with the comment at the end of its last line
  std::span<const Token> after;  // up to the next one
  bool joined = false;           // follows the one before without a blank line or a comment between
  std::size_t column = 0;        // of the `=` of a state or parameter, of the title of a standard; 0: no matter
};

std::size_t line_ends(std::string_view space) {
  return static_cast<std::size_t>(std::count(space.begin(), space.end(), '\n'));
}

class Formatter {
 public:
  explicit Formatter(std::string_view text, const syntax::File& file) : text_(text), tokens_(file.tokens) {
    for (const auto& rule : file.rules)
      for (const auto& clause : rule.clauses) clauses_.push_back(clause.span.begin);
    cut(file.declarations);
  }

  std::string run() {
    align(Word::parameter);
    align(Word::state);
    align(Word::standard);
    between(tokens_.first(first_), false);
    for (const auto& d : declarations_) {
      set(d);
      between(d.after, true);
    }
    return lines_.text();
  }

 private:
  [[nodiscard]] std::string_view spelt(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }

  void cut(std::span<const std::uint32_t> begins) {
    const auto at = [&](std::uint32_t byte) {
      const auto found = std::lower_bound(tokens_.begin(), tokens_.end(), byte,
                                          [](const Token& t, std::uint32_t b) { return t.span.begin < b; });
      return static_cast<std::size_t>(found - tokens_.begin());
    };
    const std::size_t end = tokens_.size() - 1;  // the last token is `end`
    first_ = begins.empty() ? end : at(begins[0]);
    for (std::size_t i = 0; i < begins.size(); ++i)
      declarations_.push_back(declaration(at(begins[i]), i + 1 < begins.size() ? at(begins[i + 1]) : end));
    for (std::size_t i = 1; i < declarations_.size(); ++i) {
      const auto& gap = declarations_[i - 1].after;
      declarations_[i].joined = gap.size() == 1 && line_ends(spelt(gap[0])) < 2;
    }
  }

  [[nodiscard]] Declaration declaration(std::size_t begin, std::size_t end) const {
    std::size_t stop = end;
    const auto silent = [&](std::size_t i) {
      return tokens_[i].kind == TokenKind::space || tokens_[i].kind == TokenKind::comment;
    };
    while (silent(stop - 1)) --stop;
    std::size_t next = stop;
    if (next < end && tokens_[next].kind == TokenKind::space) ++next;
    if (next < end && tokens_[next].kind == TokenKind::comment && !tokens_[next].first_on_line) stop = next + 1;
    return {tokens_[begin].word, tokens_.subspan(begin, stop - begin), tokens_.subspan(stop, end - stop)};
  }

  // Declarations of one kind that follow each other line by line get the column of the widest of them.
  void align(Word word) {
    for (std::size_t i = 0; i < declarations_.size();) {
      std::size_t end = i;
      std::size_t column = 0;
      for (; end < declarations_.size() && (end == i || declarations_[end].joined); ++end) {
        const std::size_t head = declarations_[end].word == word ? head_of(declarations_[end]) : 0;
        if (head == 0) break;
        column = std::max(column, head + 1);
      }
      for (auto k = i; k < end; ++k) declarations_[k].column = column;
      i = std::max(end, i + 1);
    }
  }

  // The columns before the `=` of a state or parameter on one line, before the title of a standard; otherwise 0.
  [[nodiscard]] std::size_t head_of(const Declaration& d) const {
    const auto pieces = pieces_of(text_, d.body, clauses_);
    const std::span<const Piece> all(pieces);
    if (d.word == Word::standard) {
      const std::size_t head = width_of(all.first(2));
      return all[1].forced || all[2].forced || head >= property_column ? 0 : head;
    }
    return fit_on_a_line(all) ? width_of(all.first(equals_sign(all))) : 0;
  }

  static std::size_t equals_sign(std::span<const Piece> pieces) {
    const auto found = std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.text == "="; });
    return static_cast<std::size_t>(found - pieces.begin());
  }

  void set(const Declaration& d) {
    auto pieces = pieces_of(text_, d.body, clauses_);
    if ((d.word == Word::state || d.word == Word::parameter) && d.column > 0) {
      const std::size_t at = equals_sign(pieces);
      const auto before = pieces[at].space;
      start_at(pieces, at, d.column);
      if (!fit_on_a_line(pieces)) pieces[at].space = before;
    } else if (d.word == Word::standard) {
      start_at(pieces, 2, d.column);
      start_at(pieces, 4, property_column);
    }
    // Not on one line: each part on its own. The parts of a provision may share one, those of rules and examples are
    // on lines of their own already.
    const bool parts = d.word == Word::source || d.word == Word::standard || d.word == Word::fact;
    if (parts && !fit_on_a_line(pieces))
      for (auto& piece : pieces) piece.forced = piece.forced || piece.level == 1;
    lines_.declaration(pieces);
  }

  static void start_at(std::vector<Piece>& pieces, std::size_t at, std::size_t column) {
    const std::size_t before = width_of(std::span(pieces).first(at));
    if (before < column) pieces[at].space = static_cast<std::uint32_t>(column - before);
  }

  // Comments between declarations, and at most one blank line where there were some. An indented comment right below a
  // declaration stays with it.
  void between(std::span<const Token> gap, bool below_declaration) {
    bool indented = false;
    bool blank = false;
    for (const auto& token : gap) {
      const auto words = spelt(token);
      if (token.kind == TokenKind::space) {
        blank = line_ends(words) > 1;
        indented = words.back() != '\n';
      } else {
        if (blank) lines_.blank();
        below_declaration = below_declaration && indented && !blank;
        lines_.comment(below_declaration ? 2 : 0, without_trailing_blanks(words));
        blank = false;
      }
    }
    if (blank && (gap.data() + gap.size() != tokens_.data() + tokens_.size() - 1)) lines_.blank();
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<std::uint32_t> clauses_;
  std::vector<Declaration> declarations_;
  std::size_t first_ = 0;  // the token that begins the first declaration
  Lines lines_;
};

}  // namespace

std::optional<std::string> format(std::string_view text) {
  if (text.size() > max_text_bytes || !is_utf8(text)) return std::nullopt;
  Diagnostics diagnostics;
  const auto file = parse(text, diagnostics);
  if (!diagnostics.all().empty()) return std::nullopt;
  auto out = Formatter(text, file).run();
  if (out.size() > max_text_bytes) return std::nullopt;
  return out;
}

}  // namespace nwd::charter
