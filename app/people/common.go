package people

import "strings"

// How often a name is borne, where the records at hand are too few to say: a share of the population. The figures are
// orders of magnitude from public name statistics (US Census Bureau, surnames 2010; SSA, given names; National Statistical
// Institute of Bulgaria, "Names in Bulgaria" 2023), rounded up, because a name taken for rarer than it is makes a false
// merge.
const (
	shareFrequent = 0.02  // a given name or family name of the first rank
	shareCommon   = 0.005 // one that everybody has met
	shareGiven    = 0.002 // a given name in no list
	shareFamily   = 0.001 // a family name in no list
)

var givenShares = shares(`ivan georgi dimitar nikolay petar hristo aleksandar yordan vasil stefan maria ivanka elena
	yordanka penka ana james john robert michael william david mary jose juan`,
	`todor stoyan ilia angel atanas krasimir plamen valentin rumen kiril boris emil martin viktor daniel lyubomir
	boyan ivaylo asen simeon mihail marin borislav svetoslav miroslav radoslav stanislav veselin tsvetan zhivko vladimir
	kaloyan bozhidar teodor konstantin pavel rosen anton dobromir ognyan petko mitko zdravko lyuben stoycho slavcho
	mariya rositsa gergana daniela radka desislava vanya todorka margarita stefka vasilka violeta galina silvia
	stanka nadezhda rumyana petya valentina anna tsvetanka marinka lilia elisaveta sofia viktoria kristina nikol
	yoana raya simona gabriela aleksandra teodora polina milena nevena diana antoaneta snezhana svetla rada zhivka
	donka dobrinka ekaterina hristina veselina tanya tatyana mariana biliana boryana kremena yana yulia ivelina
	richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin
	brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
	brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry
	zachary douglas peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl dylan harold
	jordan jesse bryan lawrence arthur gabriel bruce logan albert willie alan eugene russell vincent philip bobby johnny
	bradley luke lucas liam mason oliver jayden hayden aiden brayden caden hunter owen connor lachlan cooper jake max
	patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly
	emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia dorothy amy kathleen angela
	shirley emma brenda pamela nicole anna samantha katherine christine helen debra rachel carolyn janet maria catherine
	heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan
	cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella
	julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori
	mia ava chloe zoe ella lily marina marta martina ivana petra petrana kalina kaloyana nikola nikolina stefania
	georgia gergina vasilena viktorina hristiana hristian kristian kristiyan daria darina dayana yoan rayna reni
	luis carlos miguel antonio francisco manuel pedro ana carmen luisa rosa isabel juana josefa
	hans peter klaus wolfgang jurgen dieter manfred uwe ursula monika petra sabine renate helga
	sergey aleksey dmitriy andrey mikhail olga natalia irina svetlana tatiana ludmila
	ahmed mohamed muhammad mohammed ali hasan huseyin mehmet mustafa fatma ayse aishe emine hatice ibrahim
	jean pierre marie michel jacques wei li ming nguyen`)

var familyShares = shares(`ivanov georgiev dimitrov petrov nikolov hristov stoyanov todorov iliev angelov smith johnson
	williams brown jones garcia nguyen`,
	`vasilev atanasov petkov yordanov marinov stefanov mihaylov kolev asenov aleksandrov popov kostov vasilev
	tsvetkov mladenov pavlov borisov iordanov simeonov lazarov kirilov rusev stanchev velikov tonev penev minchev
	ganev dimov zhelev yanev hadzhiev slavov apostolov bozhilov yankov nedelchev radev dobrev stoev
	miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee
	perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres hill
	flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker
	cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey
	reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price
	alvarez castillo sanders patel myers long ross foster jimenez muller schmidt schneider fischer weber meyer wagner
	becker schulz hoffmann silva santos fernandes singh kumar khan ali tran pham wang li zhang chen liu novak horvat
	kowalski nowak ivanenko kuznetsov sokolov smirnov popescu rossi russo ferrari bianchi dubois bernard durand yilmaz kaya
	demir ryan webb white campbell`)

// shares reads two lists of folded names, the frequent and the common, into shares by sound (a family name by stem).
func shares(frequent, common string) map[string]float64 {
	m := map[string]float64{}
	for _, list := range []struct {
		text  string
		share float64
	}{{common, shareCommon}, {frequent, shareFrequent}} {
		for _, w := range strings.Fields(list.text) {
			m[stem(sound(w))] = list.share
		}
	}
	return m
}
