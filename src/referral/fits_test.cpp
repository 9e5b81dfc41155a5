// From what was told to what is sought; and that the beds are those of this moment.
#include <gmock/gmock.h>

#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using casework::Facts;

constexpr Day tonight{20'780};

TEST(Wishes, AreWhatWasTold) {
  const auto wish = wish_for(casework::facts_of_sixteen(), tonight);
  EXPECT_EQ(wish.kind, match::Kind::housing);
  EXPECT_TRUE(wish.housing.has(match::Housing::emergency));
  EXPECT_EQ(wish.age, (match::Ages{16, 16}));
  EXPECT_EQ(wish.gender, match::Gender::woman);
  EXPECT_EQ(wish.county, "27053");
  EXPECT_EQ(wish.tonight, tonight);
  EXPECT_FALSE(wish.children);
}

TEST(Wishes, ASkippedQuestionExcludesNothing) {
  const auto wish = wish_for(Facts{}, tonight);
  EXPECT_EQ(wish.age, match::Ages{});
  EXPECT_EQ(wish.gender, match::Gender::unknown);
  EXPECT_FALSE(wish.children || wish.language);
  Facts not_said;
  not_said.gender = casework::Gender::not_said;
  EXPECT_EQ(wish_for(not_said, tonight).gender, match::Gender::unknown);
}

class Fits : public ReferralTest {
 protected:
  match::Ranking fits(const Facts& facts) {
    return must(read([&](storage::Reader& r) -> Result<match::Ranking> {
      NWD_TRY(const auto catalogue, catalogues.at_hand(r));
      return fits_for(catalogue, facts, day_of(now()));
    }));
  }
  match::Readiness readiness(directory::ServiceId service) {
    for (const auto& fit : fits(casework::facts_of_sixteen()).fits)
      if (fit.service == service) return fit.readiness;
    throw std::runtime_error("not listed");
  }
  directory::Catalogues catalogues;
};

TEST_F(Fits, ABedThatIsHeldIsNotFreeForTheNext) {
  EXPECT_EQ(readiness(harbor_bed.service), match::Readiness::ready);
  const auto sent = sent_to({harbor_bed.service});
  EXPECT_EQ(readiness(harbor_bed.service), match::Readiness::full);
  must(declined(harbor_bed.session, sent.referrals[0].id));
  EXPECT_EQ(readiness(harbor_bed.service), match::Readiness::ready);
}

TEST_F(Fits, WhoIsTooOldIsNotOffered) {
  auto older = casework::facts_of_sixteen();
  older.age = casework::AgeRange{30, 40};
  const auto ranking = fits(older);
  EXPECT_EQ(ranking.fitting, 0U);
  EXPECT_EQ(ranking.excluded[static_cast<std::size_t>(match::Excluded::age)], 3U);
}

}  // namespace
}  // namespace nwd::referral
