#include "search/words.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace nwd::search {
namespace {

using List = std::vector<std::u32string>;

List folded(std::string_view name) {
  const Words words(name);
  return {words.list().begin(), words.list().end()};
}
std::optional<int> how(std::string_view sought, std::string_view name) { return match(Words(sought), Words(name)); }

class Folding : public testing::Test {
 protected:
  Folding() { vault::initialise(); }
};

TEST_F(Folding, CaseAccentsAndSignsDoNotMatter) {
  EXPECT_EQ(folded("  María-José O’NEILL "), (List{U"maria", U"jose", U"oneill"}));
  EXPECT_EQ(folded("O'Neill"), folded("ONEILL"));
  EXPECT_EQ(folded("Nguyễn Thị Hường"), (List{U"nguyen", U"thi", U"huong"}));
  EXPECT_EQ(folded("Jo\u0301se\u0301"), folded("Jósé"));
  EXPECT_EQ(folded("Straße ÆØÅ Łódź Œuvre"), (List{U"strasse", U"aeoa", U"lodz", U"oeuvre"}));
  EXPECT_EQ(folded("ΓΙΏΡΓΟΣ"), folded("Γιώργος"));
  EXPECT_EQ(folded("ФЁДОР Андрей"), folded("Федор андреи"));
  EXPECT_EQ(folded("أَحْمَد"), folded("احمد"));
  EXPECT_EQ(folded("李 小龙"), (List{U"李", U"小龙"}));
  EXPECT_EQ(folded("J.R. \"Mimi\" (22)"), (List{U"j", U"r", U"mimi", U"22"}));
}

TEST_F(Folding, NothingIsNoWord) {
  for (const auto* nothing : {"", "  ", "--'’", "\xff\xfe", "\u0301"}) EXPECT_TRUE(Words(nothing).empty()) << nothing;
}

TEST_F(Folding, WhatIsNoUtf8DividesWordsAndNothingIsReadBeyondTheEnd) {
  EXPECT_EQ(folded("ana\xc3"), (List{U"ana"}));
  EXPECT_EQ(folded("ana\xf0\x9f\x99maria"), (List{U"ana", U"maria"}));
}

// Any bytes at all: bounded, folded twice as folded once, and the same in capitals.
RC_GTEST_PROP(FoldingProperty, OfAnyBytes, (const std::string& bytes)) {
  vault::initialise();
  const auto words = folded(bytes);
  std::size_t letters = 0;
  for (const auto& word : words) {
    RC_ASSERT(!word.empty());
    letters += word.size();
  }
  RC_ASSERT(letters <= Words::longest);
}

std::string some_word() { return *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'e'))); }

RC_GTEST_PROP(FoldingProperty, OrderAndCaseDoNotMatterAndEveryBeginningIsFound, ()) {
  vault::initialise();
  auto words = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::exec(some_word)));
  if (words.size() > 5) words.resize(5);
  std::string name;
  for (auto& word : words) name += word.substr(0, 15) + ' ';
  std::reverse(words.begin(), words.end());
  std::string sought;
  for (auto& word : words) {
    std::string part = word.substr(0, 15);
    part.resize(*rc::gen::inRange<std::size_t>(1, part.size() + 1));
    std::transform(part.begin(), part.end(), part.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    sought += part + '-';
  }
  RC_ASSERT(how(sought, name).has_value());
}

// The second model of a slip: the distance of Damerau and Levenshtein (with neighbours), by the book.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

RC_GTEST_PROP(FoldingProperty, ASlipIsADistanceOfOne, ()) {
  const auto letters = rc::gen::container<std::u32string>(rc::gen::element(U'a', U'b', U'é'));
  const auto a = *rc::gen::resize(8, letters);
  auto b = *rc::gen::resize(8, letters);
  if (*rc::gen::arbitrary<bool>()) {  // close to `a` in half of the cases
    b = a;
    if (!b.empty()) b.at(*rc::gen::inRange<std::size_t>(0, b.size())) = U'b';
  }
  const bool long_enough = std::min(a.size(), b.size()) >= 4;
  RC_ASSERT(within_one_slip(a, b) == (long_enough && distance(a, b) <= 1));
}

TEST_F(Folding, SortedTheyAreOneTextForEveryOrder) {
  const auto text = [](std::string_view name) { return std::string(sorted_text(Words(name)).text()); };
  EXPECT_EQ(text("Robin HALE"), "hale robin");
  EXPECT_EQ(text("Hálé-Robin"), text("Robin HALE"));
  EXPECT_EQ(text("ж 李 𐍈 é"), "e ж 李 𐍈");
  EXPECT_EQ(text(""), "");
}

RC_GTEST_PROP(FoldingProperty, ATextFoldedAgainIsTheSame, (const std::string& bytes)) {
  vault::initialise();
  const auto once = sorted_text(Words(bytes));
  RC_ASSERT(is_utf8(once.text()));
  const auto twice = sorted_text(Words(once.text()));
  // Folding may lengthen no text beyond what is looked at: of letters that take more bytes than they did, the rest is
  // cut.
  if (once.size() <= Words::longest) RC_ASSERT(once.text() == twice.text());
}

TEST_F(Folding, TheBetterAnswerIsTheSmallerNumber) {
  EXPECT_EQ(how("robin", "Robin Hale"), 0);
  EXPECT_EQ(how("hale robin", "Robin Hale"), 0);
  EXPECT_EQ(how("rob", "Robin Hale"), 1);
  EXPECT_EQ(how("rabin", "Robin Hale"), 2);
  EXPECT_EQ(how("orbin hal", "Robin Hale"), 3);
  EXPECT_EQ(how("robin hill", "Robin Hale"), std::nullopt);
  EXPECT_EQ(how("ana", "Ena"), std::nullopt) << "short words are not taken for another";
  EXPECT_EQ(how("", "Robin"), std::nullopt);
}

}  // namespace
}  // namespace nwd::search
