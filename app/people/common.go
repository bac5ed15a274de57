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
	jean pierre marie michel jacques wei li ming nguyen`,
	`ivona ivan ivo ivaila ivet iveta ivelin iva iskra ilina iliana ilian iliyana iglika
	albena alina aleks aleksa alexandra aneliya anelia anita antonia antoniya ani asya atanaska angelina bilyana blagovest
	blagovesta bogdan bogdana bogomil boyka branimir chavdar damyan deyan desimir dilyana dimitrina dimitrinka dobri dora
	efrosina elka eleonora emanuil evelina evgenia evgeni fani filip galin gena georgina gergin ginka hari ibrahim irena irina
	jivko kalin kamelia kapka katerina katya kiril kostadin krasimira krastyo kremena krum lachezar lazar lidia liliya lora
	luchezar lyubov lyubomira lyudmil lyudmila magdalena malina manol manuela mara mariela mariyana marieta martin matey mila
	milko milka mina mira mirela miroslava mirela mladen monika naum nedelcho nedyalka nedyalko neli nelly neda nia nikoleta
	niya nora ognyana orlin ralitsa rangel radko radost radoslava radostin radostina rosen rosa rosa rosina ruslan ruska
	ruzha sava savina sevda sevdalina sevdalin siyana slavi slavka slaveya spas spaska stanimir stanimira stela stiliyan
	stiliyana svetlin svetlana svetozar tanya teo temenuzhka tihomir tihomira toma tonka traycho tsanko tsvetelin tsvetelina
	tsveti tsvetomir vasilen vedran velichka velin velina velislava venelin veneta ventsislav vera veronika veselka vesela
	vesko viara vihra vihren violin viola vladislav vladislava yanitsa yanko yasen yavor yoanna yordana yulian yuliana yuliya
	yuri zdravka zhana zhasmina zhechko zlatina zlatka zlatomir zornitsa zoya zahari zaharina
	abby abigail adrian adriana aidan alana alec alejandro alexa alfred alicia alison allison alvin alyssa amelia amy
	anastasia andres angel angelica anita annabel annabelle anne annie antonia april ariana arianna ashton aubrey audrey autumn
	bailey barry beatrice becky bella bernard beth bethany bianca blake brad brady brayden brendan brent brett bridget
	brooke caleb calvin cameron camila cara carla carlos carlton carly caroline carrie casey cassandra cassie cecilia celeste
	chad chelsea cheyenne claire clara claudia clayton clifford clint cody colin colleen connie cora corey courtney craig
	crystal curtis cynthia daisy dakota dale dallas damian damon dana dane dawn dean deanna declan derek desiree devin devon
	diego dominic dominique drew duncan dustin dwayne earl eddie edgar edith edwin eileen elaine elena eli elias elijah
	elise eliza ellen ellie elliot emilia emilio emmett erica erik erika erin ernest esther ethel eva evan eve evelyn
	faith felicia felix fernando finn fiona florence francesca franklin fred frederick gabriella gail gavin gemma gene
	genevieve geoffrey georgia georgina gilbert gina glen glenn gordon grant greg greta gwen hailey haley harley harper
	harriet harry harvey hazel heidi herbert holly hope howard hugh hugo ian imogen ingrid irene isaac isabel isabelle isaiah
	jackie jackson jade jaden jaiden jamie jan jana jane janelle janine jared jasmine jasper jay jayla jaylen jayne jeanette
	jeff jenna jenny jeremiah jill jillian jim joanna joanne jocelyn joe joel johanna jonah jonas jordyn josephine josh josie
	joy juan juanita jude june kaitlyn kara karl karla kate katelyn kathy katie katrina kay kaylee kaylie kelsey kendra kerry
	kiara kieran kim kirk kirsten kristen kristin kristine krystal kurt kylie lance lara latoya leah lee leila lena leo leon
	leonard leslie lester lewis lila lilian lillian linda lindsay lindsey lloyd lola lorenzo loretta louis louise lucia
	luciana lucy luis luna lydia lynn mackenzie macy madeleine madeline maggie malcolm mandy marc marcia marco marcus margarita
	mariah marian mariana marianne marie mario marion marisa marissa marjorie mark marlene marlon marsha marshall marvin
	matilda maureen maurice max maxwell maya melanie melinda melody melvin mercedes meredith micah michaela miguel mike mikayla
	mildred miles miranda mitchell molly mona monica morgan muriel myra nadia naomi natasha nathaniel neil nellie nevaeh nia
	nicolas nicole nina noel nolan nora norman oscar paige pamela patrice paula paulina pauline peggy penelope penny percy perry
	phillip phoebe phyllis piper preston priscilla quentin quinn rachael rafael ralph ramona randall randy raul ray rebekah
	regina renee rhonda ricardo rick ricky riley rita robin rodney roland roman ronnie rory rosalie rosanna rose rosemary ross
	roxanne roy ruben ruby rudolph rupert sabrina sadie sally sam sabina samir samira savannah sawyer sebastian selena serena
	sergio seth shane shannon shaun shawn sheila shelby sheldon shelley sherry sidney sierra silas simon sofie sonia sophie
	spencer stacey stacy stanley stella stuart summer susanna suzanne sydney sylvia tabitha tamara tammy tanya tara taylor ted
	terence terrence tessa tiffany tina toby todd tommy tony tonya tracy travis trevor trinity tristan troy tyrone ulric uma
	valeria valerie vanessa vera verna vernon veronica vicki vicky victor vincent viola violet vivian wade wanda warren wayne
	wendy wesley whitney willow winston wyatt xavier yolanda yvette yvonne zane zara
	taiwo kehinde idowu amara chidi chinedu emeka ngozi oluwaseun rahim karim salim halim samira amina amira fatima zaynab
	zainab yusuf yousef omar umar osman hamza hasan hassan husein hussein leyla layla aylin elif deniz emre emine kemal cemal
	arjun aryan rohan rahul ravi raj priya pooja anjali anita sunita kavita deepak sanjay vijay ajay
	lukas jakub jan jana tomas petr pavel eva hana lenka katerina ivana zuzana jozef marek martina
	piotr pawel krzysztof andrzej tomasz agnieszka katarzyna malgorzata joanna ewa zofia
	andrei mihai ion ioana alexandru elena gabriela ionut cristian cristina
	giuseppe giovanni marco luca matteo francesca chiara giulia sara elisa alessandro alessandra
	sasha misha natasha larisa lyubov galina nina tamara vera valeria vitaliy oleg igor yegor roman ruslan timur artem maksim`)

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
	demir ryan webb`, "")

// shares reads three lists of folded names, the frequent, the common and those that are only known to be names, into
// shares by sound (a family name by stem).
func shares(frequent, common, known string) map[string]float64 {
	m := map[string]float64{}
	for _, list := range []struct {
		text  string
		share float64
	}{{known, shareGiven}, {common, shareCommon}, {frequent, shareFrequent}} {
		for w := range strings.FieldsSeq(list.text) {
			m[stem(sound(w))] = list.share
		}
	}
	return m
}
