// For tests of every floor above: a reader of the log, whose key is no secret.
#pragma once

#include <vector>

#include "audit/opener.h"
#include "audit/readers.h"

namespace nwd::audit {

inline vault::PrivateKey test_reader() {
  vault::initialise();
  return vault::PrivateKey::from(vault::SecretBytes::copy_of(Bytes(32, 7))).value();
}

// The entries of an organization written from here on are opened by `open_entries`.
inline Result<void> let_tests_read(storage::Database& database, const IdBytes& organization) {
  return database.write([&](storage::Writer& writer) {
    return let_read(writer, {organization, "the tests", test_reader().public_key(), {0}});
  });
}

inline std::vector<Recorded> open_all(storage::Reader& reader, std::vector<Recorded> entries) {
  Opener opener;
  opener.use(test_reader());
  for (auto& entry : entries) opener.open(reader, entry).value();
  return entries;
}

// What the log says, the oldest first. What the tests may not read has no deed.
inline std::vector<Detail> open_entries(storage::Database& database) {
  std::vector<Detail> out;
  const auto entries = database.read([](storage::Reader& reader) -> Result<std::vector<Recorded>> {
    NWD_TRY(auto all, tail(reader, 0, 1000));
    return open_all(reader, std::move(all));
  });
  for (const auto& entry : entries.value()) out.push_back(entry.detail.value_or(Detail{}));
  return out;
}

}  // namespace nwd::audit
