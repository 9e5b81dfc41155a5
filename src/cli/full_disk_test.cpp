// The whole program on a disk that fills up: what is written is turned away with 507 and what to do, what is read goes
// on, and once there is room so does everything, without a restart.
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <filesystem>

#include "cli/cli.h"
#include "cli/running.h"
#include "http/client.h"
#include "storage/fault_vfs.h"

namespace nwd::cli {
namespace {

namespace fs = std::filesystem;
using http::Method;
using testing::HasSubstr;

class FullDisk : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    const auto database = "sqlite:" + (folder_ / "nwd.db").string();
    std::vector<std::string> words{"nwd",  "--database", database, "--key-memory-mib", "8",
                                   "demo", "--data",     folder_,  "--inventory",      ""};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    ASSERT_EQ(run(static_cast<int>(argv.size()), argv.data()), 0);

    http::ServerOptions options;
    options.port = 0;
    options.workers = 2;
    auto running =
        Running::start(Settings{.database = database, .key_memory_mib = 8, .keyring = folder_ / "keyring"}, options);
    ASSERT_TRUE(running) << running.error().message;
    running_ = *std::move(running);
    auto client = http::Client::connect("127.0.0.1", running_->port());
    ASSERT_TRUE(client);
    client_.emplace(*std::move(client));
    const auto signed_in =
        ask(Method::post, "/api/v1/sessions", R"({"sign_in":"nurse","passphrase":"only for the demonstration"})");
    ASSERT_EQ(signed_in.status, 201) << signed_in.body;
    token_ = text_at(signed_in, "token");
  }
  void TearDown() override {
    client_.reset();
    running_.reset();
    fs::remove_all(folder_);
  }

  http::Response ask(Method method, const std::string& path, const std::string& body = {}) {
    http::Pairs headers{{"Content-Type", "application/json"},
                        {"Idempotency-Key", "request-" + std::to_string(++asked_)}};
    if (!token_.empty()) headers.emplace_back("Authorization", "Bearer " + token_);
    return client_->send(method, path, headers, body).value();
  }
  http::Response begin() { return ask(Method::post, "/api/v1/intakes", R"({"facts":{"needs":["bed"]}})"); }
  static std::string text_at(const http::Response& response, std::string_view name) {
    return std::string(boost::json::parse(response.body).at(name).as_string());
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / "nwd_full_disk_test";
  storage::FaultVfs disk_;
  std::unique_ptr<Running> running_;
  std::optional<http::Client> client_;
  std::string token_;
  int asked_ = 0;
};

TEST_F(FullDisk, WritesAreTurnedAwayAndTheRestGoesOn) {
  const auto before = begin();
  ASSERT_EQ(before.status, 201) << before.body;
  const auto kept = "/api/v1/cases/" + text_at(before, "id");

  disk_.room(0);
  const auto turned_away = begin();
  EXPECT_EQ(turned_away.status, 507) << turned_away.body;
  EXPECT_THAT(turned_away.headers, testing::Contains(testing::Pair("content-type", "application/problem+json")));
  EXPECT_THAT(text_at(turned_away, "detail"), HasSubstr("full"));
  EXPECT_EQ(ask(Method::get, "/api/v1/directory/services").status, 200);
  EXPECT_EQ(ask(Method::get, "/api/v1/cases").status, 200);
  EXPECT_EQ(ask(Method::get, "/help").status, 200);
  // Who looked at a person is written down first, in room that was kept back for it.
  for (int i = 0; i < 100; ++i) ASSERT_EQ(ask(Method::get, kept).status, 200) << i;
  EXPECT_EQ(begin().status, 507);

  disk_.mend();
  EXPECT_EQ(begin().status, 201);
  EXPECT_EQ(ask(Method::get, kept).status, 200);
}

}  // namespace
}  // namespace nwd::cli
