#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <thread>

#include "http/fetch.h"
#include "http/testing.h"
#include "http/wire.h"

namespace nwd::http {
namespace {

// A certificate of its own for 127.0.0.1, made for the test.
Tls make_certificate(const std::string& name) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  const auto* common_name = reinterpret_cast<const unsigned char*>("test");  // NOLINT: OpenSSL's letters
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate, key, EVP_sha256());
  const Tls files{testing::TempDir() + name + "-cert.pem", testing::TempDir() + name + "-key.pem"};
  FILE* out = std::fopen(files.certificate.c_str(), "w");
  PEM_write_X509(out, certificate);
  std::fclose(out);
  out = std::fopen(files.key.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

class TlsTest : public ServerTest {
 protected:
  TlsTest() : files_(make_certificate("own")) { options_.tls = files_; }
  Client tls_client() { return Client::connect_tls("127.0.0.1", server_->port(), files_.certificate).value(); }
  Tls files_;
};

TEST_F(TlsTest, ServesAndSaysToComeBackThisWay) {
  start();
  auto c = tls_client();
  for (int i = 0; i < 3; ++i) {
    const auto r = c.send(Method::get, "/hello").value();
    EXPECT_EQ(r.body, "{\"hello\":true}");
    EXPECT_EQ(header_of(r, "strict-transport-security"), "max-age=63072000; includeSubDomains");
  }
  const std::string body(1000, 'x');
  EXPECT_EQ(c.send(Method::post, "/echo", {{"Content-Type", "text/plain"}}, body).value().body, body);
}

TEST_F(TlsTest, ALargeAnswerAndARefusedBodyArriveWhole) {
  const std::string large(3'000'000, 'x');
  add(Method::get, "/large", [&](const Request&) -> Result<Response> { return json(large); });
  start();
  EXPECT_TRUE(tls_client().send(Method::get, "/large").value().body == large);
  const std::string too_long(200'000, 'x');
  EXPECT_EQ(tls_client().send(Method::post, "/echo", {{"Content-Type", "text/plain"}}, too_long).value().status, 413);
}

TEST_F(TlsTest, WhoTrustsAnotherDoesNotConnect) {
  start();
  const auto other = make_certificate("other");
  EXPECT_FALSE(Client::connect_tls("127.0.0.1", server_->port(), other.certificate));
  EXPECT_TRUE(Client::connect_tls("127.0.0.1", server_->port(), files_.certificate));
}

TEST_F(TlsTest, SlowHandshakesAndPlainSpeechDoNotHoldIt) {
  start();
  std::vector<Client> silent;
  for (int i = 0; i < 64; ++i) silent.push_back(client());  // connected, no hello
  EXPECT_EQ(tls_client().send(Method::get, "/hello").value().status, 200);
  time_.runs = true;
  for (auto& c : silent) EXPECT_FALSE(c.read());
  time_.runs = false;
  auto plain = client();
  ASSERT_TRUE(plain.write("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(plain.read());
}

TEST_F(TlsTest, ASlowRequestIsAnsweredEvenThere) {
  options_.limits.idle_seconds = 1'000'000;
  start();
  auto c = tls_client();
  EXPECT_EQ(c.send(Method::get, "/hello").value().status, 200);
  ASSERT_TRUE(c.write("GET /hel"));
  time_.runs = true;
  EXPECT_EQ(c.read().value().status, 408);
}

// What the handshake of a client so set up comes to.
template <class SetUp>
bool connects(std::uint16_t port, SetUp set_up) {
  auto wire = Wire::connect("127.0.0.1", port).value();
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  set_up(context);
  SSL* tls = SSL_new(context);
  SSL_set_fd(tls, wire.descriptor());
  const bool ok = SSL_connect(tls) == 1;
  SSL_free(tls);
  SSL_CTX_free(context);
  return ok;
}

TEST_F(TlsTest, SpeaksNothingOldAndNothingElse) {
  start();
  const auto port = server_->port();
  const auto at_most = [&](int version) {
    return connects(port, [&](SSL_CTX* c) { SSL_CTX_set_max_proto_version(c, version); });
  };
  EXPECT_TRUE(at_most(TLS1_3_VERSION));
  EXPECT_TRUE(at_most(TLS1_2_VERSION));
  EXPECT_FALSE(at_most(TLS1_1_VERSION));
  const auto with_ciphers = [&](const char* ciphers) {
    return connects(port, [&](SSL_CTX* c) {
      SSL_CTX_set_max_proto_version(c, TLS1_2_VERSION);
      SSL_CTX_set_cipher_list(c, ciphers);
    });
  };
  EXPECT_TRUE(with_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256"));
  EXPECT_FALSE(with_ciphers("ECDHE-ECDSA-AES128-SHA"));
  const auto offering = [&](std::string_view protocols) {
    return connects(port, [&](SSL_CTX* c) {
      const auto* bytes = reinterpret_cast<const unsigned char*>(protocols.data());  // NOLINT: OpenSSL's letters
      SSL_CTX_set_alpn_protos(c, bytes, static_cast<unsigned>(protocols.size()));
    });
  };
  EXPECT_TRUE(offering("\x02h2\x08http/1.1"));
  EXPECT_FALSE(offering("\x02h2"));
}

TEST_F(TlsTest, ACertificateThatIsNotThereOrNotItsKeysIsSaidSo) {
  const auto other = make_certificate("other");
  for (const auto& wrong : {Tls{"/nowhere/cert.pem", "/nowhere/key.pem"}, Tls{files_.certificate, "/nowhere/key.pem"},
                            Tls{files_.certificate, other.key}}) {
    options_.port = 0;
    options_.tls = wrong;
    const auto started = Server::start(options_, router_, clock_, nullptr, nullptr);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, Code::invalid);
  }
}

// One request to elsewhere, bounded (http/fetch.h).
class FetchTest : public TlsTest {
 protected:
  [[nodiscard]] Outgoing to(const std::string& target, const std::string& host = "127.0.0.1") const {
    return {.to = SecureUrl::parse("https://" + host + ':' + std::to_string(server_->port()) + target).value()};
  }
  [[nodiscard]] Reach trusting_ours() const { return {.authority = files_.certificate}; }
};

TEST_F(FetchTest, AsksAndSends) {
  auto form = route(Method::post, "/form", [](const Request& request) -> Result<Response> {
    return json(request.form().value().at(0).second + request.header("accept").data());
  });
  form.body_type = "application/x-www-form-urlencoded";
  add(std::move(form));
  start();
  const auto got = fetch(to("/hello"), trusting_ours());
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "{\"hello\":true}");
  auto posted = to("/form");
  posted.method = Method::post;
  posted.form = "code=a%20b";
  EXPECT_EQ(fetch(posted, trusting_ours())->body, "a bapplication/json");
  EXPECT_EQ(fetch(to("/nowhere"), trusting_ours())->status, 404);
}

TEST_F(FetchTest, ACertificateMustBeOfThatNameAndTrusted) {
  start();
  const auto other = make_certificate("another");
  EXPECT_EQ(fetch(to("/hello"), {.authority = other.certificate}).error().code, Code::unavailable);
  EXPECT_EQ(fetch(to("/hello", "localhost"), trusting_ours()).error().code, Code::unavailable) << "of another name";
  EXPECT_EQ(fetch(to("/hello"), {.authority = "no such file"}).error().code, Code::unavailable);
}

TEST_F(FetchTest, WithoutAnAuthorityOfOnesOwnOnlyThePublicInternetIsAsked) {
  start();
  const auto got = fetch(to("/hello"));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().detail, "no connection");
}

TEST_F(FetchTest, IsBoundedInSize) {
  add(Method::get, "/large", [](const Request&) -> Result<Response> { return json(std::string(10'001, 'x')); });
  start();
  auto reach = trusting_ours();
  reach.largest = 10'001;
  EXPECT_TRUE(fetch(to("/large"), reach));
  reach.largest = 10'000;
  EXPECT_EQ(fetch(to("/large"), reach).error().code, Code::unavailable);
}

TEST_F(FetchTest, IsBoundedInTime) {
  std::atomic<bool> go{false};
  add(Method::get, "/slow", [&](const Request&) -> Result<Response> {
    go.wait(false);
    return json("{}");
  });
  start();
  auto reach = trusting_ours();
  reach.whole_ms = 300;
  EXPECT_EQ(fetch(to("/slow"), reach).error().code, Code::unavailable);
  go = true;
  go.notify_all();
  stop();
}

TEST(SecureUrl, IsReadStrictly) {
  const auto url = SecureUrl::parse("https://Login.example.org:8443/a/b?c=d").value();
  EXPECT_EQ(url.host, "login.example.org");
  EXPECT_EQ(url.port, 8443);
  EXPECT_EQ(url.target, "/a/b?c=d");
  EXPECT_EQ(SecureUrl::parse("https://a.example").value().target, "/");
  EXPECT_EQ(SecureUrl::parse("https://a.example?x=y").value().target, "/?x=y");
  EXPECT_EQ(SecureUrl::parse("https://[2001:db8::1]:444/").value().host, "2001:db8::1");
  for (const auto* const wrong :
       {"http://a.example", "https://", "https:///a", "https://user@a.example", "https://a.example:0",
        "https://a.example:65536", "https://a.example:", "https://a.example/#b", "https://a.example/ b",
        "https://a.example/\r\nHost: b", "https://a_b.example", "https://[::1", "https://\xc3\xa9.example", ""})
    EXPECT_FALSE(SecureUrl::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace nwd::http
