#include "directory/routes.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "access/testing.h"
#include "directory/capacity.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::directory {
namespace {

using http::Method;
using testing::HasSubstr;

const std::string services_path = "/api/v1/directory/services";

class RoutesTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto ours = world_.found("Harbor House", "MN-500", "harbor", {access::Role::caseworker});
    world_.found("Hospital", "MN-500", "nurse", {access::Role::door_worker});
    harbor_ = world_.sign_in("harbor").token;
    nurse_ = world_.sign_in("nurse").token;
    ASSERT_TRUE(add_routes(*world_.site));
    for (int i = 0; i < 3; ++i) ids_.push_back(add("Beds " + std::to_string(i), ours));
  }

  ServiceId add(const std::string& name, access::OrganizationId organization) {
    return world_.database
        ->write([&](storage::Writer& w) -> Result<ServiceId> {
          ListedOrganization listed;
          listed.name = "Harbor House";
          Service service;
          NWD_TRY(service.organization, add_listed(w, world_.random, listed));
          NWD_CHECK(connect(w, service.organization, organization));
          service.name = name;
          service.kinds = {match::Kind::housing};
          service.housing = match::Housing::emergency;
          service.site.county = "27053";
          service.capacity = Capacity{};
          service.capacity->total = 4;
          NWD_TRY(const auto id, add_service(w, world_.random, service));
          NWD_TRY(const auto key, access::find_organization(w, organization));
          NWD_CHECK(set_confidential_address(w, *world_.derivations.keyring(), id, key->recipient, "7 Hidden Lane"));
          return id;
        })
        .value();
  }
  http::Response get(const std::string& path, const std::string& token, const http::Pairs& headers = {}) {
    return world_.ask(Method::get, path, token, {}, headers);
  }
  http::Response confirm(const std::string& token, const std::string& body, const std::string& version) {
    http::Pairs headers{{"content-type", "application/json"}};
    if (!version.empty()) headers.emplace_back("if-match", version);
    return world_.ask(Method::put, services_path + "/" + ids_[0].text() + "/capacity", token, body, headers);
  }
  static std::string header(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }

  access::TestWorld world_{{migrations::files()}};
  std::string harbor_, nurse_;
  std::vector<ServiceId> ids_;
};

TEST_F(RoutesTest, ListsInPagesAndKnowsWhatIsUnchanged) {
  const auto first = get(services_path + "?limit=2&county=27053", nurse_);
  ASSERT_EQ(first.status, 200) << first.body;
  const auto page = boost::json::parse(first.body).as_object();
  EXPECT_EQ(page.at("matching").as_int64(), 3);
  EXPECT_EQ(page.at("services").as_array().size(), 2U);
  const std::string next(page.at("next").as_string());
  const auto second = boost::json::parse(get(services_path + "?limit=2&after=" + next, nurse_).body).as_object();
  EXPECT_EQ(second.at("services").as_array().size(), 1U);
  EXPECT_TRUE(second.at("next").is_null());
  const auto same = get(services_path + "?limit=2&county=27053", nurse_, {{"if-none-match", header(first, "ETag")}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
}

TEST_F(RoutesTest, NobodyReadsAConfidentialAddressHere) {
  const auto one = get(services_path + "/" + ids_[0].text(), harbor_);
  ASSERT_EQ(one.status, 200);
  EXPECT_THAT(one.body, HasSubstr("\"confidential\":true"));
  EXPECT_THAT(one.body, HasSubstr("\"region\":\"MN-500\""));
  EXPECT_THAT(one.body, testing::Not(HasSubstr("Hidden")));
}

TEST_F(RoutesTest, SaysWhatIsWrongWithASearch) {
  for (const std::string query :
       {"limit=0", "limit=101", "limit=x", "kind=bed", "housing=tent", "after=1", "colour=red", "county=123456"}) {
    const auto answer = get(services_path + "?" + query, nurse_);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_THAT(answer.body, HasSubstr(query.substr(0, query.find('=')))) << query;
  }
  EXPECT_EQ(get(services_path, "").status, 401);
  EXPECT_EQ(get(services_path + "/none", nurse_).status, 404);
  EXPECT_EQ(get(services_path + "/00000000-0000-4000-8000-000000000000/capacity", nurse_).status, 404);
}

TEST_F(RoutesTest, OnlyItsOwnOrganizationConfirmsBedsAndOnlyWhatItSaw) {
  const auto beds = get(services_path + "/" + ids_[0].text() + "/capacity", nurse_);
  ASSERT_EQ(beds.status, 200);
  const auto version = header(beds, "ETag");
  EXPECT_EQ(confirm(nurse_, R"({"total":4,"occupied":1})", version).status, 404);  // nothing of theirs to confirm
  EXPECT_EQ(confirm(harbor_, R"({"total":4,"occupied":1})", "").status, 428);
  EXPECT_EQ(confirm(harbor_, R"({"total":4,"occupied":"one"})", version).status, 400);
  EXPECT_EQ(confirm(harbor_, R"({"total":4,"occupied":5})", version).status, 400);
  const auto done = confirm(harbor_, R"({"total":4,"occupied":1})", version);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_THAT(done.body, HasSubstr("\"free\":3"));
  EXPECT_EQ(confirm(harbor_, R"({"total":4,"occupied":2})", version).status, 412);
  EXPECT_EQ(confirm(harbor_, R"({"total":4,"occupied":2})", header(done, "ETag")).status, 200);
}

}  // namespace
}  // namespace nwd::directory
