#include "match/match.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <tuple>

#include "match/test_catalogue.h"

namespace nwd::match {
namespace {

// --- the naive version: written from the words of match.h, one service at a time ---

bool comes_with(const Wish& w, Taken taken) {
  const bool minor = w.age.from < 18;
  const bool adult = w.age.to >= 18;
  const bool may_be_woman = w.gender != Gender::man;
  const bool may_be_man = w.gender != Gender::woman;
  const bool may_be_alone = !w.children || *w.children == 0;
  const bool may_have_children = !w.children || *w.children > 0;
  switch (taken) {
    case Taken::women: return may_be_woman && adult && may_be_alone;
    case Taken::men: return may_be_man && adult && may_be_alone;
    case Taken::girls: return may_be_woman && minor;
    case Taken::boys: return may_be_man && minor;
    case Taken::women_with_children: return may_be_woman && may_have_children;
    case Taken::men_with_children: return may_be_man && may_have_children;
    case Taken::couples: return false;
  }
  return false;
}

bool known_county(const std::string& fips) { return !fips.empty() && fips != "99999"; }

bool fits(const Entry& e, const Wish& w) {
  bool household = e.takes.empty();
  for (int t = 0; t < taken_count; ++t) {
    household = household || (e.takes.has(static_cast<Taken>(t)) && comes_with(w, static_cast<Taken>(t)));
  }
  const bool area_limited = !e.serves.empty() && known_county(e.serves[0]) && known_county(w.county);
  return e.open && e.kinds.has(w.kind) &&
         (w.housing.empty() || e.housing == Housing::none || w.housing.has(e.housing)) &&
         !(e.violence_only && w.flees_violence_at_home == false) && (e.season == Season{} || e.season.from == 401) &&
         household && e.ages.from <= w.age.to && w.age.from <= e.ages.to && !(area_limited && e.serves[0] != w.county);
}

using NaiveKey = std::tuple<int, int, int, int, int, int, int, IdBytes>;

NaiveKey naive_key(const Entry& e, const Beds& b, const Wish& w) {
  const auto map = small_map();
  const int needed = 1 + w.children.value_or(0);
  int ready = e.connected ? 1 : 2;
  if (e.connected && b.free && b.confirmed && *b.confirmed >= w.tonight - 1) ready = 0;
  if (b.free && *b.free < needed) ready = 3;
  const auto home = map->county(w.county);
  const bool placed = map->county(e.county) != Geography::nowhere;
  const auto place = placed ? map->county(e.county) : map->region(e.region);
  const bool serves = !e.serves.empty() && known_county(w.county) && e.serves[0] == w.county;
  int km = map->distance_km(home, place).value_or(65535);
  if (place == Geography::nowhere && serves) km = 0;
  const auto region = map->region(e.region) != Geography::nowhere ? map->region(e.region) : map->region_of(place);
  const auto home_region = map->region_of(home);
  const int region_off = home_region != Geography::nowhere && region == home_region ? 0 : 1;
  int asks = 0;
  for (int a = 0; a < asked_count; ++a) asks += e.asks.has(static_cast<Asked>(a)) ? 1 : 0;
  return {ready,
          w.undisclosed_site && !e.undisclosed ? 1 : 0,
          km,
          region_off,
          w.language && !e.languages.has(*w.language) ? 1 : 0,
          asks,
          -b.free.value_or(0),
          e.service};
}

std::vector<IdBytes> naive(const Directory& d, const Wish& w) {
  std::vector<NaiveKey> keys;
  for (std::size_t i = 0; i < d.entries.size(); ++i) {
    if (fits(d.entries[i], w)) keys.push_back(naive_key(d.entries[i], d.beds[i], w));
  }
  std::sort(keys.begin(), keys.end());
  std::vector<IdBytes> ids;
  for (const auto& key : keys) ids.push_back(std::get<IdBytes>(key));
  return ids;
}

RC_GTEST_PROP(Match, EqualsANaiveFilterAndSort, ()) {
  const auto directory = some_directory();
  const auto wish = some_wish();
  const auto expected = naive(directory, wish);
  const auto all = rank(directory.catalogue(), wish, 1000);
  RC_ASSERT(ids_of(all) == expected);
  const auto most = *rc::gen::inRange<std::size_t>(0, 5);
  const auto few = rank(directory.catalogue(), wish, most);
  RC_ASSERT(ids_of(few) == std::vector(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(
                                                                                std::min(most, expected.size()))));
  RC_ASSERT(few.fitting == expected.size());
}

RC_GTEST_PROP(Match, EveryServiceFitsOrIsCountedOnce, ()) {
  const auto directory = some_directory();
  const auto ranking = rank(directory.catalogue(), some_wish());
  const auto excluded = std::accumulate(ranking.excluded.begin(), ranking.excluded.end(), std::size_t{0});
  RC_ASSERT(ranking.fitting + excluded == directory.entries.size());
}

RC_GTEST_PROP(Match, AnotherBedNeverRemovesAFit, ()) {
  auto directory = some_directory();
  const auto wish = some_wish();
  auto before = ids_of(rank(directory.catalogue(), wish, 1000));
  directory.entries.push_back(some_entry());
  directory.entries.back().service.raw[15] = 0;  // none of the others' ids
  directory.beds.push_back(some_beds());
  auto after = ids_of(rank(directory.catalogue(), wish, 1000));
  std::erase(after, directory.entries.back().service);
  RC_ASSERT(before == after);
}

RC_GTEST_PROP(Match, TheOrderDoesNotDependOnHowTheDirectoryIsStored, ()) {
  auto directory = some_directory();
  const auto wish = some_wish();
  const auto before = ids_of(rank(directory.catalogue(), wish));
  std::reverse(directory.entries.begin(), directory.entries.end());
  std::reverse(directory.beds.begin(), directory.beds.end());
  RC_ASSERT(ids_of(rank(directory.catalogue(), wish)) == before);
}

// What is not known of the person never takes a service away.
RC_GTEST_PROP(Match, KnowingLessNeverExcludesMore, ()) {
  const auto directory = some_directory();
  const auto wish = some_wish();
  auto vaguer = wish;
  switch (*rc::gen::inRange(0, 5)) {
    case 0: vaguer.age = {}; break;
    case 1: vaguer.gender = Gender::unknown; break;
    case 2: vaguer.children = std::nullopt; break;
    case 3: vaguer.county = ""; break;
    default: vaguer.flees_violence_at_home = std::nullopt;
  }
  auto listed = ids_of(rank(directory.catalogue(), vaguer, 1000));
  std::sort(listed.begin(), listed.end());
  for (const auto& id : ids_of(rank(directory.catalogue(), wish, 1000))) {
    RC_ASSERT(std::binary_search(listed.begin(), listed.end(), id));
  }
}

// Nor does what is not known of the service.
RC_GTEST_PROP(Match, AServiceOfWhichLessIsKnownIsStillListed, ()) {
  auto directory = some_directory();
  const auto wish = some_wish();
  auto fitting = ids_of(rank(directory.catalogue(), wish, 1000));
  for (auto& e : directory.entries) {
    e.ages = {};
    e.takes = {};
    e.county = "";
    e.serves = {};
    e.season = {};
  }
  auto listed = ids_of(rank(directory.catalogue(), wish, 1000));
  std::sort(listed.begin(), listed.end());
  for (const auto& id : fitting) RC_ASSERT(std::binary_search(listed.begin(), listed.end(), id));
}

RC_GTEST_PROP(Match, NewBedsAreTheSameAsANewCatalogue, ()) {
  auto directory = some_directory();
  const auto wish = some_wish();
  const auto old = directory.catalogue();
  std::vector<Catalogue::Update> updates;
  for (std::size_t i = 0; i < directory.entries.size(); ++i) {
    directory.beds[i] = some_beds();
    updates.push_back({directory.entries[i].service, directory.beds[i]});
  }
  const auto renewed = rank(old.with_beds(updates), wish);
  const auto fresh = rank(directory.catalogue(), wish);
  RC_ASSERT(ids_of(renewed) == ids_of(fresh));
  for (std::size_t i = 0; i < fresh.fits.size(); ++i) RC_ASSERT(renewed.fits[i].reasons == fresh.fits[i].reasons);
}

// --- what a worker sees ---

Entry shelter(std::uint8_t id) {
  Entry e;
  e.service.raw[0] = id;
  e.kinds = {Kind::housing};
  e.housing = Housing::emergency;
  return e;
}

std::vector<std::string> texts(const Fit& fit) {
  std::vector<std::string> out;
  for (const auto& reason : fit.reasons) out.push_back(to_text(reason));
  return out;
}

TEST(Match, SaysWhyAShelterIsListed) {
  auto e = shelter(1);
  e.takes = {Taken::girls, Taken::women};
  e.ages = {12, 24};
  e.connected = true;
  e.county = "27123";
  e.undisclosed = true;
  e.asks = {Asked::income};
  e.languages = {Language::spanish};
  const Beds beds{.total = 5, .free = 3, .confirmed = Day{99}};
  Wish w;
  w.age = {16, 16};
  w.gender = Gender::woman;
  w.children = 0;
  w.tonight = Day{100};
  w.county = "27053";
  w.language = Language::spanish;
  const auto ranking = rank(Catalogue(small_map(), std::span(&e, 1), std::span(&beds, 1)), w);
  ASSERT_EQ(ranking.fits.size(), 1U);
  EXPECT_EQ(ranking.fits[0].readiness, Readiness::ready);
  EXPECT_EQ(texts(ranking.fits[0]),
            (std::vector<std::string>{"free_now: 3", "confirmed: 1", "answers_here", "gives: emergency",
                                      "takes: women, girls 12-24", "distance_km: 31", "undisclosed_site", "speaks: es",
                                      "asks: income"}));
}

TEST(Match, AGirlAloneIsNotSentToAShelterForAdults) {
  auto adults = shelter(1);
  adults.takes = {Taken::women};
  adults.ages = {18, 120};
  auto men = shelter(2);
  men.takes = {Taken::men, Taken::boys};
  auto old = shelter(3);
  old.ages = {55, 120};
  const std::vector entries{adults, men, old, shelter(4)};
  Wish w;
  w.age = {16, 16};
  w.gender = Gender::woman;
  w.children = 0;
  const auto ranking = rank(Catalogue(small_map(), entries, {}), w);
  ASSERT_EQ(ranking.fits.size(), 1U);
  EXPECT_EQ(ranking.fits[0].service.raw[0], 4);
  EXPECT_EQ(ranking.excluded[static_cast<std::size_t>(Excluded::household)], 2U);
  EXPECT_EQ(ranking.excluded[static_cast<std::size_t>(Excluded::age)], 1U);
}

TEST(Match, AMotherNeedsABedForEachChild) {
  auto e = shelter(1);
  e.connected = true;
  const Beds beds{.total = 5, .free = 2, .confirmed = Day{100}};
  Wish w;
  w.tonight = Day{100};
  w.children = 1;
  const Catalogue catalogue(small_map(), std::span(&e, 1), std::span(&beds, 1));
  EXPECT_EQ(rank(catalogue, w).fits[0].readiness, Readiness::ready);
  w.children = 2;
  EXPECT_EQ(rank(catalogue, w).fits[0].readiness, Readiness::full);
}

TEST(Match, AWinterShelterIsClosedInSummer) {
  const Season winter{1101, 331};
  EXPECT_TRUE(open_on(winter, *parse_day("2026-11-01")));
  EXPECT_TRUE(open_on(winter, *parse_day("2027-03-31")));
  EXPECT_FALSE(open_on(winter, *parse_day("2027-04-01")));
  EXPECT_FALSE(open_on(winter, *parse_day("2026-10-31")));
  const Season summer{401, 930};
  EXPECT_TRUE(open_on(summer, *parse_day("2026-04-01")));
  EXPECT_FALSE(open_on(summer, *parse_day("2026-12-24")));
}

TEST(Match, WordsReadBack) {
  for (int i = 0; i < kind_count; ++i) EXPECT_EQ(parse_kind(word(static_cast<Kind>(i))), static_cast<Kind>(i));
  for (int i = 0; i < language_count; ++i)
    EXPECT_EQ(parse_language(word(static_cast<Language>(i))), static_cast<Language>(i));
  EXPECT_EQ(parse_language("Chinese (Mandarin)"), Language::chinese);
  EXPECT_EQ(parse_language("es-MX"), Language::spanish);
  EXPECT_EQ(parse_language("estonian"), std::nullopt);
}

TEST(Match, DistancesAreThoseOfAMap) {
  const auto map = small_map();
  EXPECT_EQ(map->distance_km(map->county("27053"), map->county("27123")), 31);
  EXPECT_EQ(map->distance_km(map->county("27053"), map->county("27137")), std::nullopt);
  EXPECT_EQ(map->distance_km(map->county("27053"), map->region("MN-503")), 28);
  EXPECT_EQ(map->region_of(map->county("27003")), map->region("MN-503"));
}

// There is nowhere in a wish to put what a match may not read. A structure with another member would not decompose
// here.
TEST(Match, AWishHoldsNothingElse) {
  const auto& [kind, housing, age, gender, children, tonight, county, violence, undisclosed, language] = Wish{};
  static_assert(std::is_same_v<decltype(kind), const Kind> && std::is_same_v<decltype(gender), const Gender>);
  EXPECT_TRUE(housing.empty() && county.empty() && !children && !violence && !undisclosed && !language);
  EXPECT_EQ(age, Ages{});
  EXPECT_EQ(tonight, Day{});
}

template <class T>
concept TellsStatus = requires(T w) { w.immigration_status; } || requires(T w) { w.immigration; } || requires(T w) {
  w.status;
} || requires(T w) { w.cooperates; } || requires(T w) { w.cooperation; };
static_assert(!TellsStatus<Wish>);

}  // namespace
}  // namespace nwd::match
