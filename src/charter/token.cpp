#include "charter/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace nwd::charter {
namespace {

constexpr std::array<std::pair<std::string_view, Word>, 61> all_words{{
    {"charter", Word::charter},
    {"library", Word::library},
    {"calendar", Word::calendar},
    {"source", Word::source},
    {"fact", Word::fact},
    {"service", Word::service},
    {"fund", Word::fund},
    {"parameter", Word::parameter},
    {"state", Word::state},
    {"rule", Word::rule},
    {"provision", Word::provision},
    {"standard", Word::standard},
    {"example", Word::example},
    {"owed", Word::owed},
    {"immune", Word::immune},
    {"to", Word::to},
    {"when", Word::when},
    {"while", Word::while_},
    {"start", Word::start},
    {"until", Word::until},
    {"for", Word::for_},
    {"unless", Word::unless},
    {"keyed", Word::keyed},
    {"funded", Word::funded},
    {"subject", Word::subject},
    {"replaces", Word::replaces},
    {"given", Word::given},
    {"then", Word::then},
    {"possibly", Word::possibly},
    {"and", Word::and_},
    {"or", Word::or_},
    {"not", Word::not_},
    {"but", Word::but},
    {"before", Word::before},
    {"after", Word::after},
    {"from", Word::from},
    {"during", Word::during},
    {"is", Word::is},
    {"some", Word::some},
    {"every", Word::every},
    {"first", Word::first},
    {"last", Word::last},
    {"earliest", Word::earliest},
    {"latest", Word::latest},
    {"always", Word::always},
    {"never", Word::never},
    {"in", Word::in},
    {"by", Word::by},
    {"of", Word::of},
    {"with", Word::with},
    {"cites", Word::cites},
    {"on", Word::on},
    {"becomes", Word::becomes},
    {"between", Word::between},
    {"unknown", Word::unknown},
    {"independent", Word::independent},
    {"throughout", Word::throughout},
    {"has", Word::has},
    {"implies", Word::implies},
    {"includes", Word::includes},
    {"", Word::plain},
}};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Every byte of a code point beyond ASCII counts as a letter: names may be in any language.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_symbol(char c) { return std::string_view(":,=.+->?()[]{}").find(c) != std::string_view::npos; }

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Diagnostic>& out) : text_(text), out_(out) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve(text_.size() / 4 + 1);
    bool new_line = true;
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      Token token;
      token.kind = next();
      token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
      const auto spelt = text_.substr(begin, at_ - begin);
      if (token.kind == TokenKind::word) token.word = word_of(spelt);
      token.first_on_line = new_line;
      if (token.kind == TokenKind::space)
        new_line = new_line || spelt.find('\n') != std::string_view::npos;
      else if (token.kind != TokenKind::comment)
        new_line = false;
      tokens.push_back(token);
    }
    const auto size = static_cast<std::uint32_t>(text_.size());
    tokens.push_back({TokenKind::end, Word::plain, true, {size, size}});
    return tokens;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  template <class Test>
  void skip(Test test) {
    while (at_ < text_.size() && test(text_[at_])) ++at_;
  }

  TokenKind next() {
    const char c = peek();
    if (is_blank(c)) return skip(is_blank), TokenKind::space;
    if (c == '#') return skip([](char x) { return x != '\n'; }), TokenKind::comment;
    if (c == '"') return quoted();
    if (is_letter(c)) return word();
    if (is_digit(c)) return number_or_date();
    if (is_symbol(c)) return ++at_, TokenKind::symbol;
    return wrong();
  }

  TokenKind word() {
    ++at_;
    while (at_ < text_.size()) {
      const bool inner = (peek() == '-' || peek() == '\'') && (is_letter(peek(1)) || is_digit(peek(1)));
      if (!inner && !is_letter(peek()) && !is_digit(peek()) && peek() != '_') break;
      ++at_;
    }
    return TokenKind::word;
  }

  TokenKind number_or_date() {
    skip(is_digit);
    bool date = false;
    while (peek() == '-' && is_digit(peek(1))) {
      ++at_;
      skip(is_digit);
      date = true;
    }
    if (!date && peek() == '.' && is_digit(peek(1))) {
      ++at_;
      skip(is_digit);
    }
    return date ? TokenKind::date : TokenKind::number;
  }

  TokenKind quoted() {
    const std::size_t begin = at_++;
    skip([](char c) { return c != '"' && c != '\n'; });
    if (peek() == '"') return ++at_, TokenKind::string;
    report(begin, "C0101", "this text in quotes does not end on its line", "the closing `\"` is missing");
    return TokenKind::string;
  }

  TokenKind wrong() {
    const std::size_t begin = at_;
    skip([](char c) { return !is_blank(c) && c != '#' && c != '"' && !is_letter(c) && !is_digit(c) && !is_symbol(c); });
    report(begin, "C0102", "a charter is written in words, numbers, dates and quoted text",
           "this belongs to none of them");
    return TokenKind::wrong;
  }

  void report(std::size_t begin, const char* code, const char* message, const char* label) {
    Diagnostic d;
    d.code = code;
    d.message = message;
    d.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    d.label = label;
    if (out_.size() < 100) out_.push_back(std::move(d));
  }

  std::string_view text_;
  std::vector<Diagnostic>& out_;
  std::size_t at_ = 0;
};

}  // namespace

bool begins_declaration(Word word) { return word >= Word::charter && word <= Word::example; }
bool begins_clause(Word word) { return word >= Word::owed && word <= Word::possibly; }

std::string_view spelling(Word word) {
  const auto* found = std::find_if(all_words.begin(), all_words.end(), [&](const auto& w) { return w.second == word; });
  return found == all_words.end() ? std::string_view{} : found->first;
}

Word word_of(std::string_view text) {
  if (text.size() > 11) return Word::plain;
  const auto* found = std::find_if(all_words.begin(), all_words.end(), [&](const auto& w) { return w.first == text; });
  return found == all_words.end() ? Word::plain : found->second;
}

std::vector<Token> tokens_of(std::string_view text, std::vector<Diagnostic>& out) { return Lexer(text, out).run(); }

}  // namespace nwd::charter
