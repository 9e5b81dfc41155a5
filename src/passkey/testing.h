// For tests of every floor above: an authenticator made of software, with everything that a test may want to be wrong.
#pragma once

#include <memory>

#include "passkey/passkeys.h"

namespace nwd::passkey {

class SoftAuthenticator {
 public:
  explicit SoftAuthenticator(Algorithm = Algorithm::es256);

  // As a browser at this party's pages would hand it over.
  MadeAnswer make(const RelyingParty&, ByteView challenge, ByteView user_handle);
  ShownAnswer show(const RelyingParty&, ByteView challenge);

  [[nodiscard]] const Bytes& id() const { return id_; }
  [[nodiscard]] Bytes cose() const;
  [[nodiscard]] Bytes sign(ByteView message) const;

  bool gives_secret = true;
  bool verified = true;
  bool may_be_copied = false;
  std::uint32_t counter = 0;        // 0: it does not count
  bool own_attestation = false;     // "packed", signed by the new key
  bool extended = false;            // with a map of extensions
  std::string client_members = "";  // behind the others in the client's data: ",\"crossOrigin\":true"

 private:
  [[nodiscard]] Bytes client_data(std::string_view type, const RelyingParty&, ByteView challenge) const;
  [[nodiscard]] Bytes data(const RelyingParty&, bool with_key);
  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
  Bytes id_;
  Bytes secret_;
  Bytes user_handle_;
};

Bytes joined(std::initializer_list<ByteView> parts);

}  // namespace nwd::passkey
