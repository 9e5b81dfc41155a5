// What the pages carry from screen to screen, and which referral of a list they show.
#include "referral/pages.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "http/url.h"
#include "referral/pages_choice.h"

namespace nwd::referral {
namespace {

directory::ServiceId bed(std::uint8_t n) {
  directory::ServiceId id{};
  id.raw.fill(n);
  id.raw[6] = 0x40;
  id.raw[8] = 0x80;
  return id;
}

Choice from_query(const std::string& query) {
  return choice_from(http::decode_pairs(std::string_view(query).substr(1), 50).value());
}

RC_GTEST_PROP(PageChoice, ComesBackFromTheAddress, (bool called, bool contact, bool note)) {
  Choice choice;
  const int beds = *rc::gen::inRange(1, static_cast<int>(longest_list) + 1);
  for (int i = 0; i < beds; ++i) choice.beds.push_back(bed(static_cast<std::uint8_t>(i)));
  choice.categories = {.needed = true, .called = called, .contact = contact, .note = note};
  choice.how = static_cast<ConsentGiven>(*rc::gen::inRange(0, 4));
  choice.days = *rc::gen::element(1, 7, 30);
  const Choice back = from_query(choice.query());
  RC_ASSERT(back.beds == choice.beds);
  RC_ASSERT(back.categories.called == called);
  RC_ASSERT(back.categories.contact == contact);
  RC_ASSERT(back.categories.note == note);
  RC_ASSERT(back.how == choice.how);
  RC_ASSERT(back.days == choice.days);
}

RC_GTEST_PROP(PageChoice, AnyAddressIsReadIntoBounds,
              (const std::vector<std::pair<std::string, std::string>>& fields)) {
  auto all = fields;
  for (const auto& [name, value] : fields) all.emplace_back(std::string(1, "bshd"[value.size() % 4]), value);
  const Choice choice = choice_from(all);
  RC_ASSERT(choice.beds.size() <= longest_list);
  RC_ASSERT(choice.days == 1 || choice.days == 7 || choice.days == 30);
}

TEST(PageChoice, TheAddressHoldsIdsAndNumbersOnly) {
  Choice choice;
  choice.beds = {bed(1), bed(2)};
  choice.categories.called = true;
  choice.how = ConsentGiven::on_paper;
  EXPECT_EQ(choice.query(), "?b=" + bed(1).text() + ',' + bed(2).text() + "&s=1&h=2&d=7");
}

TEST(PageChoice, NothingIsAgreedUnlessItSaysSo) {
  const Choice choice =
      choice_from({{"b", bed(1).text() + ",x," + bed(1).text()}, {"s", "-1"}, {"h", "4"}, {"d", "999"}});
  EXPECT_EQ(choice.beds.size(), 1U);
  EXPECT_FALSE(choice.categories.called || choice.categories.contact || choice.categories.note);
  EXPECT_FALSE(choice.how);
  EXPECT_EQ(choice.days, 7);
}

Referral in_state(State state, int rank) {
  Referral one;
  one.state = state;
  one.rank = rank;
  return one;
}

TEST(Current, IsWhoeverMattersNow) {
  EXPECT_EQ(current({}), nullptr);
  const std::vector<Referral> passed_on{in_state(State::declined, 0), in_state(State::asked, 1),
                                        in_state(State::waiting, 2)};
  EXPECT_EQ(current(passed_on)->rank, 1);
  const std::vector<Referral> accepted{in_state(State::lapsed, 0), in_state(State::accepted, 1),
                                       in_state(State::dropped, 2)};
  EXPECT_EQ(current(accepted)->rank, 1);
  const std::vector<Referral> nobody{in_state(State::declined, 0), in_state(State::lapsed, 1)};
  EXPECT_EQ(current(nobody)->rank, 1);
}

TEST(Current, AListSentLaterCountsMore) {
  auto first = in_state(State::declined, 3);
  auto second = in_state(State::lapsed, 0);
  second.created = first.created + 1;
  EXPECT_EQ(current({first, second})->state, State::lapsed);
}

}  // namespace
}  // namespace nwd::referral
