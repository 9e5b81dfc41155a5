#include "directory/directory.h"

#include <set>

#include "directory/places.h"
#include "directory/test_directory.h"

namespace nwd::directory {
namespace {

Service full_service() {
  Service s;
  s.name = "Girls' house, 100% free";
  s.description = "Ten rooms.";
  s.url = "https://example.org";
  s.email = "beds@example.org";
  s.phone = "555 0100";
  s.kinds = {match::Kind::housing, match::Kind::case_management};
  s.housing = match::Housing::transitional;
  s.ages = {12, 20};
  s.takes = {match::Taken::girls, match::Taken::women};
  s.asks = {match::Asked::income};
  s.languages = {match::Language::hmong};
  s.season = {1101, 331};
  s.violence_only = true;
  s.eligibility = "Girls and young women.";
  s.immigration = "Any.";
  s.income_percent = 200;
  s.year_round_beds = 10;
  s.site = {"House", "1 Example Street", "Duluth", "MN", "55802", "27137", "MN-509", match::Point{46.8, -92.1}, false};
  s.serves = {"27031", "27137"};
  s.capacity = Capacity{};
  s.capacity->total = 10;
  return s;
}

class StoreTest : public DirectoryTest {
 protected:
  ServiceId add(Service service, const std::string& organization = "North Shore") {
    return write([&](storage::Writer& w) -> Result<ServiceId> {
             ListedOrganization listed;
             listed.name = organization;
             NWD_TRY(service.organization, add_listed(w, random_, listed));
             return add_service(w, random_, service);
           })
        .value();
  }
  std::optional<Service> find(ServiceId id) {
    return read([&](storage::Reader& r) { return find_service(r, id); }).value();
  }
  Page found(const Search& what) {
    return read([&](storage::Reader& r) { return search(r, what); }).value();
  }
};

TEST_F(StoreTest, KeepsWhatIsKnownOfAService) {
  const auto wanted = full_service();
  const auto kept = find(add(wanted)).value();
  EXPECT_EQ(kept.organization_name, "North Shore");
  EXPECT_FALSE(kept.connected);
  EXPECT_EQ(kept.name, wanted.name);
  EXPECT_EQ(kept.email, wanted.email);
  EXPECT_EQ(kept.kinds, wanted.kinds);
  EXPECT_EQ(kept.housing, wanted.housing);
  EXPECT_EQ(kept.ages, wanted.ages);
  EXPECT_EQ(kept.takes, wanted.takes);
  EXPECT_EQ(kept.asks, wanted.asks);
  EXPECT_EQ(kept.languages, wanted.languages);
  EXPECT_EQ(kept.season, wanted.season);
  EXPECT_TRUE(kept.violence_only);
  EXPECT_EQ(kept.immigration, wanted.immigration);
  EXPECT_EQ(kept.income_percent, 200);
  EXPECT_EQ(kept.site, wanted.site);
  EXPECT_EQ(kept.serves, wanted.serves);
  EXPECT_EQ(kept.capacity->total, 10);
  EXPECT_EQ(kept.capacity->occupied, std::nullopt);
}

TEST_F(StoreTest, FindsByTextPlaceAndKind) {
  const auto id = add(full_service());
  auto legal = full_service();
  legal.name = "Lawyers";
  legal.kinds = {match::Kind::legal};
  legal.housing = match::Housing::none;
  legal.site = {};
  legal.serves = {};
  const auto other = add(legal, "South");
  const auto only = [](const Page& page, ServiceId wanted) {
    return page.services.size() == 1 && page.services[0].id == wanted && page.matching == 1;
  };
  EXPECT_EQ(found({}).matching, 2);
  EXPECT_TRUE(only(found({.text = "GIRLS"}), id));
  EXPECT_TRUE(only(found({.text = "north sh"}), id));
  EXPECT_TRUE(only(found({.text = "100%"}), id));
  EXPECT_EQ(found({.text = "1%0"}).matching, 0);
  EXPECT_EQ(found({.text = "_awyers"}).matching, 0);
  EXPECT_TRUE(only(found({.county = "27031"}), id));
  EXPECT_TRUE(only(found({.county = "27137"}), id));
  EXPECT_TRUE(only(found({.region = "MN-509"}), id));
  EXPECT_TRUE(only(found({.state = "MN"}), id));
  EXPECT_TRUE(only(found({.kind = match::Kind::legal}), other));
  EXPECT_TRUE(only(found({.housing = match::Housing::transitional}), id));
  EXPECT_EQ(found({.connected_only = true}).matching, 0);
  EXPECT_FALSE(read([](storage::Reader& r) { return search(r, {.limit = 101}); }));
}

TEST_F(StoreTest, PagesThroughEverythingOnce) {
  std::set<std::string> ids;
  for (int i = 0; i < 7; ++i) add(full_service());
  Search search{.limit = 3};
  int pages = 0;
  while (true) {
    const auto page = found(search);
    ++pages;
    EXPECT_EQ(page.matching, 7);
    for (const auto& service : page.services) EXPECT_TRUE(ids.insert(service.id.text()).second);
    if (!page.more) break;
    search.after = page.services.back().id;
  }
  EXPECT_EQ(ids.size(), 7U);
  EXPECT_EQ(pages, 3);
}

TEST_F(StoreTest, AConfidentialAddressOpensOnlyForItsOrganization) {
  const auto keyring = std::make_shared<vault::Keyring>();
  const vault::OrganizationKeys ours(keyring, vault::first_epoch, vault::PrivateKey::generate());
  const vault::OrganizationKeys theirs(keyring, vault::first_epoch, vault::PrivateKey::generate());
  const auto id = add(full_service());
  EXPECT_EQ(read([&](storage::Reader& r) { return reveal_address(r, id, theirs); }).value(),
            "1 Example Street, Duluth, MN 55802");
  for (const std::string address : {"7 Hidden Lane, Duluth", "9 Hidden Lane, Duluth"}) {
    ASSERT_TRUE(
        write([&](storage::Writer& w) { return set_confidential_address(w, *keyring, id, ours.newest(), address); }));
    EXPECT_EQ(read([&](storage::Reader& r) { return reveal_address(r, id, ours); }).value(), address);
    EXPECT_FALSE(read([&](storage::Reader& r) { return reveal_address(r, id, theirs); }));
  }
  const auto site = find(id)->site;
  EXPECT_TRUE(site.confidential);
  EXPECT_EQ(site.address + site.city + site.postcode, "");
  EXPECT_FALSE(site.point);
  EXPECT_EQ(site.county, "27137");
  EXPECT_FALSE(write([&](storage::Writer& w) { return set_confidential_address(w, *keyring, id, ours.newest(), ""); }));
}

TEST_F(StoreTest, TheCatalogueFollowsTheDirectoryAndItsBeds) {
  Catalogues catalogues;
  const auto ranked = [&] {
    return read([&](storage::Reader& r) -> Result<match::Ranking> {
             NWD_TRY(const auto catalogue, catalogues.at_hand(r));
             match::Wish wish;
             wish.tonight = Day{0};
             wish.county = "27137";
             return match::rank(catalogue, wish);
           })
        .value();
  };
  EXPECT_EQ(ranked().fitting, 0U);
  const auto id = add_shelter(4, std::nullopt);
  ASSERT_EQ(ranked().fits.size(), 1U);
  EXPECT_EQ(ranked().fits[0].readiness, match::Readiness::call);
  const auto service = find(id).value();
  ASSERT_TRUE(write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(connect(w, service.organization, access::OrganizationId{referral(3)}));
    NWD_CHECK(confirm_capacity(w, id, {4, 3, 1, {0}, {}}));
    return {};
  }));
  EXPECT_EQ(ranked().fits[0].readiness, match::Readiness::ready);
  ASSERT_TRUE(write([&](storage::Writer& w) { return hold(w, id, {1}, referral(1)); }));
  EXPECT_EQ(ranked().fits[0].readiness, match::Readiness::full);
  EXPECT_EQ(read([&](storage::Reader& r) { return services_of(r, access::OrganizationId{referral(3)}); })->size(), 1U);
}

TEST(Places, KnowsEveryCountyOfMinnesota) {
  EXPECT_EQ(counties_of_state("MN").size(), 87U);
  EXPECT_EQ(find_county("27053")->name, "Hennepin County");
  EXPECT_EQ(find_county("FL", "St. Johns County"), find_county("FL", "Saint Johns"));
  EXPECT_EQ(find_county("FL", "DeSoto County")->fips, "12027");
  EXPECT_EQ(find_county("99999"), nullptr);
  for (const auto* county : counties_of_state("MN")) {
    EXPECT_NE(find_region(county->region), nullptr) << county->name;
    EXPECT_EQ(region_of_county(county->fips), county->region);
  }
  const auto map = geography();
  EXPECT_EQ(map->distance_km(map->county("27053"), map->county("27137")), 299);
}

}  // namespace
}  // namespace nwd::directory
