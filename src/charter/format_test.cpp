#include "charter/format.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "charter/evaluate.h"
#include "charter/slow_facts_test.h"
#include "charter/token.h"

namespace nwd::charter {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> charters_in(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(NWD_SOURCE_DIR) / folder))
    if (entry.path().extension() == ".charter") out.push_back(entry.path());
  return out;
}

std::string_view spelt(std::string_view text, const Token& token) {
  return text.substr(token.span.begin, token.span.end - token.span.begin);
}

// Everything but white space.
std::vector<std::string> said(std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> out;
  for (const auto& token : tokens_of(text, diagnostics))
    if (token.kind != TokenKind::space) out.emplace_back(trim(spelt(text, token)));
  return out;
}

// What the checker has to say, wherever it says it.
std::vector<std::string> found_wrong(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& d : check(text).diagnostics) {
    out.push_back(d.code + d.message + d.label);
    if (d.suggestion) out.back() += d.suggestion->replacement;
  }
  return out;
}

std::string formatted(std::string_view text) { return format(text).value_or("not formatted"); }

// The text of a whole charter of which only the layout of `part` matters.
std::string part(std::string_view text) {
  const std::string head = "charter X \"X\"\n\n";
  const auto out = formatted(head + std::string(text));
  return out.starts_with(head) ? out.substr(head.size()) : out;
}

bool small_word(const Token& t) {
  return t.word == Word::for_ || t.word == Word::of || t.word == Word::in || t.word == Word::by || t.word == Word::with;
}

bool of_name(const Token& t) {
  return t.kind == TokenKind::number || (t.kind == TokenKind::word && t.word == Word::plain);
}

// The same charter as somebody careless might have typed it: other blanks and line ends wherever these say nothing, and
// comments if they are asked for.
class Careless {
 public:
  Careless(std::string_view text, slow::Dice& dice, bool comments) : text_(text), dice_(dice), comments_(comments) {}

  std::string typed() {
    std::vector<Diagnostic> diagnostics;
    const Token* before = nullptr;
    const auto tokens = tokens_of(text_, diagnostics);
    for (const auto& token : tokens) {
      if (token.kind == TokenKind::space) continue;
      if (before != nullptr && token.kind != TokenKind::end) gap(*before, token);
      out_ += spelt(text_, token);
      before = &token;
    }
    return out_ + (dice_() % 2 == 0 ? "" : " \n");
  }

 private:
  void gap(const Token& before, const Token& after) {
    const bool names = of_name(before) && of_name(after);
    if (begins_declaration(after.word) && after.first_on_line) {
      line_end();
    } else if (names || small_word(before) || small_word(after)) {
      out_ += dice_() % 2 == 0 ? " " : "\t  ";
    } else {
      anything(before, after);
    }
  }
  void anything(const Token& before, const Token& after) {
    static constexpr std::string_view tight = ",:()[]=";
    const bool may_touch = tight.find(text_[before.span.begin]) != std::string_view::npos ||
                           tight.find(text_[after.span.begin]) != std::string_view::npos;
    switch (dice_() % 8) {
      case 0: return line_end();
      case 1: out_ += "\r\n\t"; return;
      case 2: out_ += may_touch ? "" : " "; return;
      case 3: out_ += "    "; return;
      default: out_ += ' ';
    }
  }
  void line_end() {
    for (; comments_ && dice_() % 3 == 0; out_ += dice_() % 2 == 0 ? "\n\n" : "\n  ")
      out_ += (dice_() % 2 == 0 ? " #" : "\n# ") + std::to_string(dice_() % 1000);
    out_ += '\n';
  }

  std::string_view text_;
  slow::Dice& dice_;
  bool comments_;
  std::string out_;
};

TEST(Format, SetsClausesFieldsAndComments) {
  EXPECT_EQ(formatted(content(fs::path(NWD_SOURCE_DIR) / "src/charter/testdata/format/careless.txt")),
            content(fs::path(NWD_SOURCE_DIR) / "src/charter/testdata/format/careful.txt"));
}

TEST(Format, KeepsWhatIsSetWellAlready) {
  const auto careful = content(fs::path(NWD_SOURCE_DIR) / "src/charter/testdata/format/careful.txt");
  ASSERT_FALSE(careful.empty());
  EXPECT_EQ(formatted(careful), careful);
}

TEST(Format, AlignsStatesThatFollowEachOther) {
  EXPECT_EQ(part("state a=always\nstate at risk = never\n# apart\nstate grown up = a\n\nstate b = a\n"),
            "state a       = always\nstate at risk = never\n# apart\nstate grown up = a\n\nstate b = a\n");
}

TEST(Format, LeavesOutOfAColumnWhatHasNoRoomThere) {
  const std::string id(70, 'x');
  EXPECT_EQ(part("standard S1 \"a\": provided\nstandard " + id + " \"b\": provided\nstandard S10 \"c\": provided\n"),
            "standard S1 \"a\":" + std::string(47, ' ') + "provided\nstandard " + id +
                " \"b\": provided\nstandard S10 \"c\":" + std::string(46, ' ') + "provided\n");
  const std::string wide =
      " = before born + 18 years and not (exploitation is any of sexual, labour or b) and not never";
  EXPECT_EQ(part("state a" + wide + "\nstate b = never\nstate far wider than the others = never\n"),
            "state a" + wide + "\nstate b                         = never\nstate far wider than the others = never\n");
}

TEST(Format, AlignsCommentsWhereThereIsRoom) {
  const std::string wide = "fact w: one of " + std::string(90, 'x');
  EXPECT_EQ(part("fact a: Date # one\nfact bcd: Date? # two\n" + wide + " # " + std::string(20, '-')),
            "fact a: Date      # one\nfact bcd: Date?   # two\n" + wide + "   # " + std::string(20, '-') + "\n");
}

TEST(Format, KeepsOneBlankLineBetweenDeclarationsAndNoneWithin) {
  EXPECT_EQ(formatted("\n\n\ncharter X \"X\"\n\n\n\n# c\n\n\nstate a\n\n=\n\nalways\n\n\n"),
            "charter X \"X\"\n\n# c\n\nstate a = always\n");
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted("  # alone \r\n"), "# alone\n");
}

TEST(Format, AnIndentedCommentStaysWithTheDeclarationAboveIt) {
  EXPECT_EQ(part("state a = always\n    # of a\n # of a\n# of b\n  # of b\nstate b = a\n\n  # of c\nstate c = b\n"),
            "state a = always\n  # of a\n  # of a\n# of b\n# of b\nstate b = a\n\n# of c\nstate c = b\n");
}

TEST(Format, ALongCommentKeepsTheWidestLineOutOfItsColumn) {
  const std::string wide = "fact w: one of " + std::string(40, 'x');
  const std::string remark = " # " + std::string(70, '-');
  EXPECT_EQ(part("fact a: Date" + remark + "\nfact bcd: Date? # two\n" + wide + " # three\n"),
            "fact a: Date     " + remark + "\nfact bcd: Date?   # two\n" + wide + "   # three\n");
}

// `born` and `identified` on one line would be one name.
TEST(Format, KeepsTheLineEndThatEndsAName) {
  EXPECT_EQ(part("example \"e\" given born\nidentified then owed housing\nborn during a\n"),
            "example \"e\"\n  given born\n    identified\n  then owed housing\n    born during a\n");
  EXPECT_EQ(part("fact q: one of a, b\nsensitive"), "fact q: one of a, b\n  sensitive\n");
  EXPECT_EQ(part("state s = before born + 18\nyears"), "state s = before born + 18 years\n");
}

TEST(Format, LeavesQuotedTextAlone) {
  EXPECT_EQ(part("fund F \"a  ,b:\tc # d\"# e"), "fund F \"a  ,b:\tc # d\"   # e\n");
}

TEST(Format, GivesNothingForWhatCannotBeRead) {
  EXPECT_FALSE(format("charter X \"X\nstate a = always\n"));
  EXPECT_FALSE(format("charter X \"X\"\nstate a = always and never or always\n"));
  EXPECT_FALSE(format("charter X \"\xff\"\n"));
  EXPECT_FALSE(format(std::string(max_text_bytes + 1, ' ')));
  const std::string tight = "charter X \"X\"\nfund F\"";  // a blank must go before the title
  EXPECT_FALSE(format(tight + std::string(max_text_bytes - tight.size() - 1, 'x') + '"'));
  EXPECT_TRUE(format(tight + std::string(max_text_bytes - tight.size() - 3, 'x') + '"'));
}

TEST(Format, EveryCharterSaysTheSameAfterwards) {
  std::size_t read = 0;
  for (const auto* folder : {"charters", "standards", "src/charter/testdata"}) {
    for (const auto& path : charters_in(folder)) {
      const auto text = content(path);
      const auto once = format(text);
      if (!once) continue;
      ++read;
      EXPECT_EQ(said(*once), said(text)) << path;
      EXPECT_EQ(formatted(*once), *once) << path;
      if (path.stem() == "facts") continue;  // would be declared twice
      EXPECT_EQ(found_wrong(*once), found_wrong(text)) << path;
    }
  }
  EXPECT_GE(read, 25U);
}

TEST(Format, ShippedChartersAreInTheOneLayout) {
  for (const auto* folder : {"charters", "standards"})
    for (const auto& path : charters_in(folder)) EXPECT_EQ(format(content(path)), content(path)) << path;
}

RC_GTEST_PROP(Format, TheLayoutThatWasTypedDoesNotMatter, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto text = slow::text_of(slow::random_law(dice));
  const auto out = formatted(text);
  RC_ASSERT(formatted(Careless(text, dice, false).typed()) == out);
  for (const auto line : split(out, '\n')) {
    RC_ASSERT(line.size() <= max_line_columns);
    RC_ASSERT(!line.ends_with(' '));
  }
}

RC_GTEST_PROP(Format, KeepsEveryWordAndCommentAndWhatTheyMean, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto text = Careless(slow::text_of(slow::random_law(dice)), dice, true).typed();
  const auto out = formatted(text);
  RC_ASSERT(said(out) == said(text));
  RC_ASSERT(formatted(out) == out);
  const auto person = slow::random_person(dice, false);
  const auto before = slow::checked_law(text);
  const auto after = slow::checked_law(out);
  RC_ASSERT(evaluate(before, slow::fast_facts(before, person)) == evaluate(after, slow::fast_facts(after, person)));
}

RC_GTEST_PROP(Format, ACharterWithoutSomeOfItsLinesIsKeptOrRefused, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  std::string text;
  for (const auto line : split(dice() % 2 == 0 ? builtin("us-mn-safe-harbor") : builtin("standards"), '\n'))
    if (dice() % 20 != 0) text += std::string(line) + (dice() % 20 == 0 ? " " : "\n");
  const auto once = format(text);
  if (!once) return;
  RC_ASSERT(said(*once) == said(text));
  RC_ASSERT(formatted(*once) == *once);
  RC_ASSERT(found_wrong(*once) == found_wrong(text));
}

}  // namespace
}  // namespace nwd::charter
