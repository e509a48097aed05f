package check

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestNginx(t *testing.T) {
	dir := t.TempDir()
	site := read(t, "nginx.conf")
	for _, wait := range regexp.MustCompile(`proxy_(?:read|send)_timeout (\d+)s`).FindAllStringSubmatch(site, -1) {
		if seconds, err := strconv.Atoi(wait[1]); err != nil || seconds <= 60 {
			t.Errorf("%s: a request for news waits up to 60 s", wait[0])
		}
	}
	certificate(t, dir)
	site = strings.NewReplacer( // what the test may not have or touch
		"/etc/ssl", dir, "/var/log/nginx", dir, "listen 80;", "listen 127.0.0.1:18480;", "listen 443 ", "listen 127.0.0.1:18443 ",
	).Replace(site)
	file := filepath.Join(dir, "nginx.conf")
	whole := "pid " + dir + "/nginx.pid;\nerror_log " + dir + "/error.log;\nevents {}\nhttp {\n" + site + "}\n"
	if err := os.WriteFile(file, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	program(t, nil, "nginx", "-t", "-p", dir, "-e", dir+"/error.log", "-c", file)
}

// certificate writes a key and a certificate, which nginx wants to read.
func certificate(t *testing.T, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"meet.example.org"}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		"meet.example.org.pem": {Type: "CERTIFICATE", Bytes: cert}, "meet.example.org.key": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
