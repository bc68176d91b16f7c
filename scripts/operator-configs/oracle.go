// Asks the code of prometheus-operator itself what it makes of an object: whether it rejects it, and else the scrape jobs that it writes.
// It reads a case of JSON on each line, and writes a line of JSON.
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/big"
	"os"
	"time"

	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	operatorconfig "github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	"github.com/prometheus/client_golang/prometheus"
	"gopkg.in/yaml.v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/kubernetes/scheme"
	typed "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/tools/cache"
)

type task struct {
	Kind       string
	Object     json.RawMessage
	Prometheus json.RawMessage
}

type answer struct {
	// Why the operator rejects the object.
	Rejected string `json:"rejected,omitempty"`

	// Why it writes no configuration at all.
	Refused string `json:"refused,omitempty"`

	// The list of scrape jobs as it writes it.
	Jobs string `json:"jobs,omitempty"`
}

// The keys whose values the operator writes into the configuration. Each value says where it stands.
var keys = []string{"user", "password", "token", "id", "secret", "header"}

// The keys of what it looks into, and never writes.
var pems = certificate()

type place struct{ kind, namespace, name string }

func (p place) data() map[string]string {
	data := maps.Clone(pems)
	for _, key := range keys {
		data[key] = fmt.Sprintf("%s/%s/%s/%s", p.kind, p.namespace, p.name, key)
	}
	return data
}

// What a client of Kubernetes says before it asks.
var errNoName = errors.New("resource name may not be empty")

// Every Secret of every namespace is there.
type secrets struct {
	typed.SecretInterface
	namespace string
}

func (s secrets) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.Secret, error) {
	if name == "" {
		return nil, errNoName
	}
	data := map[string][]byte{}
	for key, value := range (place{"Secret", s.namespace, name}).data() {
		data[key] = []byte(value)
	}
	return &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: s.namespace}, Data: data}, nil
}

// And every ConfigMap.
type configMaps struct {
	typed.ConfigMapInterface
	namespace string
}

func (c configMaps) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.ConfigMap, error) {
	if name == "" {
		return nil, errNoName
	}
	meta := metav1.ObjectMeta{Name: name, Namespace: c.namespace}
	return &corev1.ConfigMap{ObjectMeta: meta, Data: place{"ConfigMap", c.namespace, name}.data()}, nil
}

type cluster struct{}

func (cluster) Secrets(namespace string) typed.SecretInterface {
	return secrets{namespace: namespace}
}

func (cluster) ConfigMaps(namespace string) typed.ConfigMapInterface {
	return configMaps{namespace: namespace}
}

// A certificate that has signed itself, with its key.
func certificate() map[string]string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		panic(err)
	}
	text := func(kind string, bytes []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}))
	}
	shown := text("CERTIFICATE", certificate)
	return map[string]string{"ca.crt": shown, "tls.crt": shown, "tls.key": text("EC PRIVATE KEY", private)}
}

func strict(text []byte, into any) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		panic(fmt.Errorf("%w: %s", err, text))
	}
}

// The objects that the operator's own selection lets through; of one object all or none.
func selected[T operator.ConfigurationResource](
	object T,
	selection func(context.Context, operatorconfig.ListAllByNamespaceFn) (operator.TypedResourcesSelection[T], error),
) (map[string]T, string) {
	list := func(_ string, _ labels.Selector, add cache.AppendFunc) error {
		add(object)
		return nil
	}
	found, err := selection(context.Background(), list)
	if err != nil {
		return nil, err.Error()
	}
	for _, each := range found {
		for _, condition := range each.Conditions() {
			if condition.Status != v1.ConditionTrue {
				return nil, condition.Message
			}
		}
	}
	return found.ValidResources(), ""
}

func solve(t task) answer {
	server := &v1.Prometheus{}
	strict(t.Prometheus, server)
	logger := slog.New(slog.DiscardHandler)
	store := assets.NewStoreBuilder(cluster{}, cluster{})
	selector, err := operatorconfig.NewResourceSelector(
		logger, server, store, nil, operator.NewMetrics(prometheus.NewRegistry()), operator.NewFakeRecorder(100, server),
	)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	services, pods := map[string]*v1.ServiceMonitor{}, map[string]*v1.PodMonitor{}
	probes, configs := map[string]*v1.Probe{}, map[string]*v1alpha1.ScrapeConfig{}
	rejected := ""
	switch t.Kind {
	case "ServiceMonitor":
		object := &v1.ServiceMonitor{}
		strict(t.Object, object)
		services, rejected = selected(object, selector.SelectServiceMonitors)
	case "PodMonitor":
		object := &v1.PodMonitor{}
		strict(t.Object, object)
		pods, rejected = selected(object, selector.SelectPodMonitors)
	case "Probe":
		object := &v1.Probe{}
		strict(t.Object, object)
		probes, rejected = selected(object, selector.SelectProbes)
	case "ScrapeConfig":
		object := &v1alpha1.ScrapeConfig{}
		strict(t.Object, object)
		configs, rejected = selected(object, selector.SelectScrapeConfigs)
	}
	if rejected != "" {
		return answer{Rejected: rejected}
	}
	// as the operator of the chart does on a cluster of today
	generator, err := operatorconfig.NewConfigGenerator(
		logger, server, operatorconfig.WithEndpointSliceSupport(), operatorconfig.WithPrometheusRetentionPolicies(),
	)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	text, err := generator.GenerateServerConfiguration(
		server, maps.Clone(services), maps.Clone(pods), maps.Clone(probes), maps.Clone(configs), store, nil, nil, nil, nil,
	)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	whole := yaml.MapSlice{}
	if err := yaml.Unmarshal(text, &whole); err != nil {
		panic(err)
	}
	for _, item := range whole {
		if item.Key == "scrape_configs" {
			jobs, err := yaml.Marshal(item.Value)
			if err != nil {
				panic(err)
			}
			return answer{Jobs: string(jobs)}
		}
	}
	return answer{}
}

func main() {
	if err := v1.AddToScheme(scheme.Scheme); err != nil {
		panic(err)
	}
	if err := v1alpha1.AddToScheme(scheme.Scheme); err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var t task
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			panic(err)
		}
		text, err := json.Marshal(solve(t))
		if err != nil {
			panic(err)
		}
		out.Write(append(text, '\n'))
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
