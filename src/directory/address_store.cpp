// A confidential site's address: sealed to its organization, and nowhere else.
#include "directory/directory.h"
#include "directory/service_row.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr std::size_t longest_address = 500;

constexpr Sql select_version = "SELECT version FROM directory_address WHERE service = $1";
constexpr Sql put_address =
    "INSERT INTO directory_address (service, wrapped_key, envelope, version) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (service) DO UPDATE SET wrapped_key = excluded.wrapped_key, envelope = excluded.envelope, "
    "version = excluded.version";
constexpr Sql mark_confidential =
    "UPDATE directory_service SET confidential = 1, address = '', postcode = '', city = '', latitude = NULL, "
    "longitude = NULL WHERE id = $1";
constexpr Sql select_address = "SELECT wrapped_key, envelope, version FROM directory_address WHERE service = $1";
constexpr Sql select_plain =
    "SELECT address, city, state, postcode FROM directory_service WHERE id = $1 AND confidential = 0 AND address <> ''";

vault::Place key_place(ServiceId service, std::int64_t version) {
  return {"directory_address", service, "wrapped_key", version};
}
vault::Place address_place(ServiceId service, std::int64_t version) {
  return {"directory_address", service, "envelope", version};
}

struct SealedAddress {
  Bytes wrapped_key;
  Bytes envelope;
  std::int64_t version = 0;
};

std::string one_line(const Row& row) {
  std::string line(row.text(0));
  if (!row.text(1).empty()) line.append(", ").append(row.text(1));
  if (!row.text(2).empty()) line.append(", ").append(row.text(2));
  if (!row.text(3).empty()) line.append(" ").append(row.text(3));
  return line;
}

}  // namespace

Result<void> set_confidential_address(storage::Writer& w, vault::Keyring& keyring, ServiceId service,
                                      const vault::Recipient& organization, std::string_view address) {
  if (address.empty() || address.size() > longest_address) {
    return fail(Code::invalid, "An address must have between 1 and 500 bytes.");
  }
  NWD_TRY(const auto before, w.first(select_version, [](const Row& row) { return row.integer(0); }, service));
  const auto version = before.value_or(0) + 1;
  const auto key = vault::new_key();
  NWD_TRY(const auto wrapped, vault::wrap(keyring, organization, key_place(service, version), key));
  NWD_TRY(const auto envelope, vault::seal(key, address_place(service, version), bytes_of(address)));
  NWD_TRY(const auto marked, w.run(mark_confidential, service));
  if (marked == 0) return fail(Code::not_found, "There is no such service.");
  NWD_CHECK(w.run(put_address, service, wrapped, envelope, version));
  return services_changed(w);
}

Result<std::string> reveal_address(storage::Reader& r, ServiceId service, const vault::OrganizationKeys& keys) {
  const auto to_sealed = [](const Row& row) {
    return SealedAddress{row.get<Bytes>(0), row.get<Bytes>(1), row.integer(2)};
  };
  NWD_TRY(const auto sealed, r.first(select_address, to_sealed, service));
  if (!sealed) {
    NWD_TRY(const auto plain, r.first(select_plain, one_line, service));
    if (plain) return *plain;
    return fail(Code::not_found, "No address is known for this service.");
  }
  NWD_TRY(const auto key, keys.unwrap(key_place(service, sealed->version), sealed->wrapped_key));
  NWD_TRY(const auto address, vault::open(key, address_place(service, sealed->version), sealed->envelope));
  return std::string(address.text());
}

}  // namespace nwd::directory
