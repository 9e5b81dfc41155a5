// Recursive descent over the tokens of one file. Never fails: what cannot be read is reported, left `missing`, and
// reading goes on at the next clause or declaration, so that one mistake gives one message.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "charter/diagnostics.h"
#include "charter/syntax.h"

namespace nwd::charter {

inline constexpr int max_depth = 48;                    // of expressions
inline constexpr Cents max_price{100'000'000};          // a day
inline constexpr std::size_t max_expressions = 250000;  // nodes in one file

// `text` is UTF-8 of at most max_text_bytes.
syntax::File parse(std::string_view text, Diagnostics&);

// `given` facts alone, for a person described in a line: "born 2000-03-05, identified 2016-05-02".
std::vector<syntax::Given> parse_given(std::string_view text, Diagnostics&);

class Parser {
 public:
  Parser(std::string_view text, Diagnostics& out);
  syntax::File file();
  std::vector<syntax::Given> facts_of_person();

 private:
  // The cursor, over tokens that are neither white space nor comment (parser.cpp).
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  [[nodiscard]] std::string_view spelt(const Token&) const;
  const Token& take();
  [[nodiscard]] bool at(Word word) const { return peek().word == word && peek().kind == TokenKind::word; }
  [[nodiscard]] bool at(char symbol, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_name() const { return peek().kind == TokenKind::word && peek().word == Word::plain; }
  [[nodiscard]] bool at_declaration() const;
  [[nodiscard]] bool at_plain(std::string_view word) const;  // a word that is reserved nowhere else
  [[nodiscard]] bool name_follows() const;                   // after the token at hand
  bool accept(Word);
  bool accept(char symbol);
  bool accept_plain(std::string_view word);
  [[nodiscard]] Span since(std::uint32_t begin) const { return {begin, std::max(begin, last_end_)}; }

  // Reporting and recovery (parser.cpp). After a report, all is silent until one of the `skip_to`s.
  Diagnostic* expected(const std::string& what);
  bool expect(Word, const std::string& after);
  bool expect(char symbol, const std::string& after);
  [[nodiscard]] std::string found() const;
  void skip_to_declaration();
  void skip_to_clause();
  void calm() { panic_ = false; }

  // Leaves (parser.cpp).
  syntax::Name name(const std::string& what);
  syntax::Name one_word(const std::string& what);
  syntax::Name joined_by(const std::string& what, std::initializer_list<Word> small);
  syntax::Name phrase(const std::string& what);   // a name that may hold small words: prosecution for prostitution
  syntax::Name measure(const std::string& what);  // a name that may hold `of`: age of majority
  std::vector<syntax::Name> names(const std::string& what);
  syntax::ServicePath service_path();
  std::vector<syntax::ServicePath> service_paths();
  std::string quoted(const std::string& what);
  std::optional<Day> day(const std::string& what);
  std::optional<syntax::Duration> duration();

  // Declarations (parse_declarations.cpp, parse_rules.cpp, parse_examples.cpp).
  Word declaration_word();
  void declaration(Word, syntax::File&);
  void header(syntax::File&, bool library);
  void calendar(syntax::File&);
  void source(syntax::File&);
  void fact(syntax::File&);
  [[nodiscard]] bool field_follows() const;
  void shape(syntax::Field&, std::vector<syntax::Field>* fields);
  void service(syntax::File&);
  void fund(syntax::File&);
  void price(syntax::Fund&);
  std::optional<Cents> money();
  void parameter(syntax::File&);
  void parameter_value(syntax::Parameter&);
  syntax::Dates dates(const std::optional<Day>& then);
  void state(syntax::File&);
  void rule(syntax::File&);
  void sources_cited(const std::string& what, Span, std::vector<syntax::Name>& out);
  void effect(syntax::Rule&);
  void clauses(syntax::Rule&);
  Word clause_word();
  void clause(Word, syntax::Rule&);
  void provision(syntax::File&);
  void standard(syntax::File&);
  void property(syntax::Standard&);
  void independence(syntax::Standard&);
  void lacking(syntax::Standard&);
  void subject_of(syntax::Standard&);
  void to_appropriations();
  void example(syntax::File&);
  void givens(std::vector<syntax::Given>&);
  syntax::Given given();
  void given_value(syntax::Given&);
  void expectations(syntax::Example&);
  void expectation(syntax::Example&);

  // Expressions (parse_expressions.cpp).
  syntax::ExpressionPtr expression();
  syntax::ExpressionPtr operand();
  syntax::ExpressionPtr side();  // before, from, after
  syntax::ExpressionPtr interval();
  syntax::ExpressionPtr of_rows(syntax::Form, bool of_days);
  syntax::ExpressionPtr term();
  syntax::ExpressionPtr moment();
  syntax::ExpressionPtr atom();
  syntax::ExpressionPtr earliest_or_latest(syntax::Form);
  void values(syntax::Expression&);
  syntax::ExpressionPtr make(syntax::Form, std::uint32_t begin);
  bool deeper();

  std::string_view text_;
  Diagnostics& out_;
  std::vector<Token> all_;
  std::vector<std::uint32_t> visible_;
  std::size_t at_ = 0;
  std::uint32_t last_end_ = 0;
  std::uint32_t declaration_begin_ = 0;
  bool panic_ = false;
  int depth_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace nwd::charter
