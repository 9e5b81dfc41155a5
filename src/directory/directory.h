// The directory: organizations and the services they give. Nothing here is about a person.
//
// Tables: migrations/030-directory.sql. An organization of the directory may be linked to one that holds keys here
// (access::Organization): it is then connected, and can be asked. A confidential site's address is kept apart, sealed
// to its organization, and is in no list and no export.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/organization.h"
#include "base/id.h"
#include "base/instant.h"
#include "match/match.h"
#include "storage/database.h"
#include "vault/organization_keys.h"

namespace nwd::directory {

using ListedId = Id<struct ListedOrganizationTag>;
using ServiceId = Id<struct ServiceTag>;

enum class Status : std::uint8_t { open, planned, closed };
std::string_view word(Status);

struct ListedOrganization {
  ListedId id;
  std::optional<access::OrganizationId> connected;
  std::string name;
  std::string description;
  std::string url;
  std::string email;
  std::string phone;
};

// Where a service is given. `address` is empty for a confidential site (see reveal_address).
struct Location {
  std::string name;
  std::string address;
  std::string city;
  std::string state;  // "MN"
  std::string postcode;
  std::string county;  // FIPS, "" when not known
  std::string region;  // "MN-504", "" when not known
  std::optional<match::Point> point;
  bool confidential = false;
  bool operator==(const Location&) const;
};

struct Capacity {
  std::int32_t total = 0;
  std::optional<std::int32_t> occupied;  // not known until the organization confirmed it
  std::int32_t held = 0;
  std::optional<Instant> confirmed_at;
  std::optional<access::MemberId> confirmed_by;
  std::int64_t version = 1;
  [[nodiscard]] std::optional<std::int32_t> free() const {
    return occupied ? std::optional(total - *occupied - held) : std::nullopt;
  }
};

struct Service {
  ServiceId id;
  ListedId organization;
  std::string organization_name;
  std::optional<access::OrganizationId> connected;
  std::string name;
  std::string description;
  std::string url;
  std::string email;
  std::string phone;
  Status status = Status::open;
  match::Kinds kinds;
  match::Housing housing = match::Housing::none;
  match::Ages ages;
  match::Takes takes;
  match::Asks asks;
  match::Languages languages;
  match::Season season;
  bool violence_only = false;
  std::string eligibility;                     // in the organization's words
  std::string immigration;                     // statuses it says it takes, in its words; read by nothing
  std::optional<std::int32_t> income_percent;  // of the federal poverty level, at most
  std::int32_t year_round_beds = 0;
  Location site;
  std::vector<std::string> serves;   // counties (FIPS); empty: not limited or not known
  std::optional<Capacity> capacity;  // of services with places to count
};

inline constexpr int longest_page = 100;

struct Search {
  std::string text{};    // in names, ignoring ASCII case; at most 100 bytes
  std::string county{};  // where it is or whom it serves
  std::string region{};
  std::string state{};
  std::optional<match::Kind> kind{};
  std::optional<match::Housing> housing{};
  bool connected_only = false;
  std::optional<ServiceId> after{};  // the last of the page before
  int limit = 20;                    // 1..longest_page
};
struct Page {
  std::vector<Service> services;  // in order of id
  std::int64_t matching = 0;
  bool more = false;
};
Result<Page> search(storage::Reader&, const Search&);
Result<std::optional<Service>> find_service(storage::Reader&, ServiceId);
Result<std::vector<Service>> services_of(storage::Reader&, access::OrganizationId connected);  // by name
Result<std::optional<ListedOrganization>> find_listed(storage::Reader&, ListedId);
Result<std::vector<ListedOrganization>> listed_by_name(storage::Reader&, std::string_view name, int limit);
Result<std::int64_t> count_services(storage::Reader&);

// Written by hand (the demonstration, an administrator); imports go through import.h.
Result<ListedId> add_listed(storage::Writer&, Random&, const ListedOrganization&);  // `id` is made here
Result<ServiceId> add_service(storage::Writer&, Random&, const Service&);           // with its capacity, if it has one
// From now on its services can be asked here.
Result<void> connect(storage::Writer&, ListedId, access::OrganizationId);

// Seals a confidential site's address to its organization and marks the site confidential. At most 500 bytes.
Result<void> set_confidential_address(storage::Writer&, vault::Keyring&, ServiceId,
                                      const vault::Recipient& organization, std::string_view address);
// Opens it with that organization's key: for its own people, and for an accepted referral, whose acceptor's session
// does it for the sender. The caller has decided (access::Deed::read_address) and logs it. A site that is not
// confidential gives its plain address. not_found when there is none; corrupt with another's key.
Result<std::string> reveal_address(storage::Reader&, ServiceId, const vault::OrganizationKeys&);

// The catalogue for ranking, kept between requests and renewed when the directory or a bed has changed. Thread-safe.
class Catalogues {
 public:
  Result<match::Catalogue> at_hand(storage::Reader&);

 private:
  std::mutex mutex_;
  std::int64_t revision_ = -1;
  match::Catalogue services_;
};

}  // namespace nwd::directory
