#include "storage/postgresql_transport.h"

#include <gtest/gtest.h>

namespace nwd::storage {
namespace {

TEST(PostgresqlTransport, OnThisMachineItIsLeftToTheUrl) {
  for (const char* uri : {"postgresql:///nwd", "postgresql:///nwd?host=/run/postgresql", "postgresql://localhost/nwd",
                          "postgresql://127.0.0.1:5433/nwd?sslmode=disable", "postgresql://[::1]/nwd",
                          "postgresql://db.example/nwd?hostaddr=127.0.0.1"})
    EXPECT_EQ(ssl_mode_for(uri).value_or("refused"), "") << uri;
}

TEST(PostgresqlTransport, ToAnotherMachineItIsEncryptedAndTheServerShown) {
  for (const char* uri :
       {"postgresql://db.example/nwd", "postgresql://192.0.2.7/nwd", "postgresql://localhost,db.example/nwd",
        "postgresql://db.example/nwd?sslmode=verify-full", "postgresql://db.example/nwd?sslmode=verify-ca",
        "postgresql://127.0.0.1/nwd?hostaddr=192.0.2.7", "postgresql:///?service=nwd"})
    EXPECT_EQ(ssl_mode_for(uri).value_or("refused"), "verify-full") << uri;
}

TEST(PostgresqlTransport, LessThanThatIsTurnedAway) {
  for (const char* mode : {"disable", "allow", "prefer", "require"}) {
    const auto asked = ssl_mode_for(std::string("postgresql://db.example/nwd?sslmode=") + mode);
    ASSERT_FALSE(asked) << mode;
    EXPECT_EQ(asked.error().code, Code::invalid);
  }
  EXPECT_FALSE(ssl_mode_for("postgresql://[db/nwd"));
}

}  // namespace
}  // namespace nwd::storage
