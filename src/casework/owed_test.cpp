#include "casework/owed.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "casework/test_casework.h"
#include "charter/charter.h"

namespace nwd::casework {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view bed = "housing > emergency";

Day day(std::string_view text) { return parse_day(text).value(); }

Facts met(std::optional<AgeRange> age, std::optional<Exploitation> exploitation = Exploitation::sexual) {
  Facts facts;
  facts.identified = day("2026-01-10");
  facts.age = age;
  facts.needs = Needs{Need::bed};
  facts.exploitation = exploitation;
  return facts;
}

Owed owed_on(const Facts& facts, Day today, const std::vector<Placement>& placements = {}) {
  return must(owed_to(facts, placements, today));
}
Owed owed_that_night(const Facts& facts) { return owed_on(facts, facts.identified); }

const OwedService* find(const Owed& owed, std::string_view service) {
  for (const auto& s : owed.services)
    if (s.service == service) return &s;
  return nullptr;
}

TEST(Owed, ASixteenYearOldIsOwedABedFromThatNightUntilTwentyFive) {
  const auto owed = owed_that_night(met(AgeRange{16, 16}));
  const auto* housing = find(owed, bed);
  ASSERT_NE(housing, nullptr);
  // Sixteen on that day: born from 2009-01-11 to 2010-01-10. Certain until the first may turn 25.
  EXPECT_EQ(housing->certain, DaySet(day("2026-01-10"), day("2034-01-11")));
  EXPECT_EQ(housing->possible, DaySet(day("2026-01-10"), day("2035-01-10")));
  EXPECT_TRUE(housing->owed_today);
  EXPECT_FALSE(housing->received_today);
  EXPECT_THAT(housing->source, HasSubstr("shelter and housing"));
}

TEST(Owed, TheTitleIsTheChartersAndWhatWasAskedForComesFirst) {
  const auto owed = owed_that_night(met(AgeRange{16, 16}));
  EXPECT_THAT(owed.charter, HasSubstr("Minnesota"));
  ASSERT_FALSE(owed.services.empty());
  const auto asked_for = [](const OwedService& s) {
    return s.service.starts_with("housing") || s.service.starts_with("case management");
  };
  EXPECT_TRUE(asked_for(owed.services.front()));
  EXPECT_TRUE(std::is_partitioned(owed.services.begin(), owed.services.end(), asked_for));
}

TEST(Owed, EverySentenceOfWhatIsCertainNamesItsSource) {
  for (const auto& service : owed_that_night(met(AgeRange{16, 16})).services) {
    if (service.certain.empty()) continue;
    EXPECT_THAT(service.because, Not(IsEmpty())) << service.service;
    for (const auto& sentence : service.because)
      EXPECT_THAT(sentence, testing::AnyOf(HasSubstr("Minn. Stat."), HasSubstr("appropriations"))) << service.service;
  }
}

TEST(Owed, WhatIsNotKnownIsPossibleAndSaysWhatToFindOut) {
  const auto owed = owed_that_night(met(AgeRange{16, 16}, std::nullopt));
  const auto* housing = find(owed, bed);
  ASSERT_NE(housing, nullptr);
  EXPECT_TRUE(housing->certain.empty());
  EXPECT_TRUE(housing->possible.contains(day("2026-01-10")));
  EXPECT_FALSE(housing->owed_today);
  EXPECT_THAT(housing->because, Contains(HasSubstr("exploitation")));
}

TEST(Owed, InDoubtAboutTheAgeAMinorIsNotLeftOut) {
  for (const auto& age : {std::optional<AgeRange>(), std::optional(AgeRange{17, 40})}) {
    const auto owed = owed_that_night(met(age));
    const auto* housing = find(owed, bed);
    ASSERT_NE(housing, nullptr);
    EXPECT_TRUE(housing->possible.contains(day("2026-01-10")));
    EXPECT_THAT(owed.protections, Contains(HasSubstr("prostitution")));
  }
}

TEST(Owed, WhomTheLawLeavesOutIsOwedNothingByIt) {
  EXPECT_EQ(find(owed_that_night(met(AgeRange{25, 120})), bed), nullptr);
  EXPECT_EQ(find(owed_that_night(met(AgeRange{16, 16}, Exploitation::labour)), bed), nullptr);
}

TEST(Owed, TheImmunityOfMinorsCitesTheLaw) {
  EXPECT_THAT(owed_that_night(met(AgeRange{16, 16})).protections, Contains(HasSubstr("260B.007")));
}

TEST(Owed, WhatIsReceivedStandsBesideWhatIsOwed) {
  const auto facts = met(AgeRange{16, 16});
  const PlacementId id{};
  const auto today = day("2026-01-20");
  const Placement ended{id, std::string(bed), day("2026-01-10"), day("2026-01-12")};
  const Placement running{id, std::string(bed), day("2026-01-15"), std::nullopt};
  const auto before = owed_on(facts, today, {ended});
  EXPECT_FALSE(find(before, bed)->received_today);
  const auto after = owed_on(facts, today, {ended, running});
  EXPECT_TRUE(find(after, bed)->received_today);
  EXPECT_EQ(find(after, bed)->received,
            DaySet(day("2026-01-10"), day("2026-01-12")) | DaySet(day("2026-01-15"), today + 1));
}

TEST(Owed, WhatIsReceivedIsListedEvenIfNotOwed) {
  const auto facts = met(AgeRange{40, 40});
  const Placement running{{}, std::string(bed), day("2026-01-15"), std::nullopt};
  const auto owed = owed_on(facts, day("2026-01-20"), {running});
  ASSERT_NE(find(owed, bed), nullptr);
  EXPECT_TRUE(find(owed, bed)->possible.empty());
}

TEST(Owed, ServicesAreThoseThatTheCharterNames) {
  EXPECT_TRUE(is_service("housing"));
  EXPECT_TRUE(is_service(bed));
  EXPECT_FALSE(is_service(""));
  EXPECT_FALSE(is_service("emergency"));
}

bool within(const DaySet& part, const DaySet& whole) { return (part - whole).empty(); }

// Knowing more never takes away what was certain, and never adds what was impossible.
RC_GTEST_PROP(Owed, KnowingTheAgeBetterOnlyNarrows, ()) {
  auto facts = some_facts();
  facts.identified = Day{*rc::gen::inRange(day("2010-01-01").number, day("2030-01-01").number)};
  const auto wide = some_age();
  facts.age = wide;
  const auto rough = owed_that_night(facts);
  const int from = *rc::gen::inRange(wide.from, wide.to + 1);
  facts.age = AgeRange{from, *rc::gen::inRange(from, wide.to + 1)};
  const auto exact = owed_that_night(facts);
  for (const auto& s : exact.services) {
    const auto* before = find(rough, s.service);
    RC_ASSERT(before != nullptr);
    RC_ASSERT(within(s.certain, s.possible));
    RC_ASSERT(within(s.possible, before->possible));
    RC_ASSERT(within(before->certain, s.certain));
  }
  for (const auto& s : rough.services) RC_ASSERT(s.certain.empty() || find(exact, s.service) != nullptr);
}

RC_GTEST_PROP(Owed, NothingIsOwedBeforeIdentificationButOutreach, ()) {
  auto facts = some_facts();
  facts.identified = Day{*rc::gen::inRange(day("2010-01-01").number, day("2030-01-01").number)};
  for (const auto& s : owed_that_night(facts).services) {
    if (s.service == "outreach") continue;
    RC_ASSERT((s.possible & DaySet(distant_past, facts.identified)).empty());
  }
}

// A charter that hangs on no sensitive fact never meets one; one that does sees what is known.
RC_GTEST_PROP(Owed, StatusAndCooperationChangeNothingUnderMinnesotasCharter, ()) {
  auto facts = some_facts();
  facts.identified = Day{*rc::gen::inRange(day("2010-01-01").number, day("2030-01-01").number)};
  auto silent = facts;
  silent.immigration.reset();
  silent.cooperates.reset();
  RC_ASSERT(owed_that_night(facts) == owed_that_night(silent));
}

TEST(Owed, ACharterThatReadsStatusSeesIt) {
  const auto germany = charter::check(charter::builtin("de-aufenthg"));
  ASSERT_TRUE(germany.charter);
  auto facts = met(AgeRange{30, 30});
  const auto may_have_bed = [&](Immigration status) {
    facts.immigration = status;
    const auto owed = must(owed_under(*germany.charter, facts, {}, facts.identified));
    const auto* housing = find(owed, bed);
    return housing != nullptr && housing->possible.contains(facts.identified);
  };
  EXPECT_TRUE(may_have_bed(Immigration::none));
  EXPECT_FALSE(may_have_bed(Immigration::citizen));
}

}  // namespace
}  // namespace nwd::casework
